import { defineStrategy } from '../src/contract/strategy.ts';
import { extend } from '../src/toolkit/extend.ts';
import { partitionByType } from '../src/toolkit/partition-by-type.ts';
import { type TypeDemand, TypeProfile } from '../src/toolkit/type-profile.ts';

/** A type's share must have moved by this part of itself for the reservations to follow. */
const MOVED = 0.1;

export default defineStrategy({
  title: 'Dynamic application-aware reserved cores (DARC)',
  source: 'Demoulin et al., Perséphone, 2021',
  signal: 'which workers have room that are reserved for types no shorter; moves at assignment',
  ties: 'its own workers before those of longer types; then fewest unfinished jobs, then idle longest',
  order: 'shortest type first, by run times learnt; first come within a type',
  cost: 'O(types); a new profile that differs moves O(n) workers, at most once in profileJobs jobs',
  shines:
    'with rare long jobs among many short ones: some workers never run a long one, so short ones need not wait',
  fails: 'with few workers, or types of like length: reserved workers idle while long jobs wait',
  uses: ['type', 'latency'],
  window: 1,
  parameters: {
    profileJobs: {
      kind: 'integer',
      default: 1000,
      min: 1,
      max: 1_000_000,
      about: 'jobs in each profile of the types; until the first is full, first come, first served',
    },
    delta: {
      kind: 'number',
      default: 0.2,
      min: 0,
      max: 1000,
      about: 'types whose mean is longer than the shortest of a group by less than this part join the group',
    },
  },
  create(cluster, { profileJobs, delta }) {
    const partition = partitionByType(cluster, (jobGroup, workerGroup) => jobGroup <= workerGroup);
    const profile = new TypeProfile();
    let reserved: readonly TypeDemand[] = [];
    return extend(partition, {
      jobFinished(job, _worker, outcome) {
        profile.add(job, outcome);
        if (profile.jobs < profileJobs) return;
        const demands = profile.demands();
        // The authors begin anew with 50 000 jobs; a small profile alone would miss a rare type now and then.
        profile.age();
        if (!hasMoved(reserved, demands)) return;
        reserved = demands;
        partition.reserve(groupAlike(demands, delta));
      },
    });
  },
});

/** The shortest type that is left begins a group; the next ones belong to it while they differ by less than delta. */
function groupAlike(demands: readonly TypeDemand[], delta: number): TypeDemand[][] {
  const groups: TypeDemand[][] = [];
  for (const demand of demands) {
    const shortest = groups.at(-1)?.[0];
    if (shortest && demand.meanMs - shortest.meanMs < delta * shortest.meanMs) groups.at(-1)?.push(demand);
    else groups.push([demand]);
  }
  return groups;
}

function hasMoved(from: readonly TypeDemand[], to: readonly TypeDemand[]): boolean {
  const shares = new Map(from.map(({ type, share }) => [type, share]));
  return (
    from.length !== to.length ||
    to.some(({ type, share }) => {
      const before = shares.get(type) ?? 0;
      return Math.abs(share - before) > MOVED * before;
    })
  );
}
