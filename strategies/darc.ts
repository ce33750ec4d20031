import { defineStrategy } from '../src/contract/strategy.ts';
import { extend } from '../src/toolkit/extend.ts';
import { partitionByType } from '../src/toolkit/partition-by-type.ts';
import { type TypeDemand, TypeProfile } from '../src/toolkit/type-profile.ts';

/** The reservations change if a type's share has changed by more than this part of itself. */
const MOVED = 0.1;

export default defineStrategy({
  title: 'Dynamic application-aware reserved cores (DARC)',
  source: 'Demoulin et al., Perséphone, 2021',
  signal: 'which workers have room, among those reserved for its type or longer ones; moves at assignment',
  ties: 'its own workers before those of longer types; then fewest unfinished jobs, then idle longest',
  order: 'shortest type first, by learnt run times; first come, first served within a type',
  cost: 'O(types); a changed profile moves O(n) workers, at most once in profileJobs jobs',
  shines:
    'with rare long jobs among many short ones: some workers never run long jobs, so short ones need not wait',
  fails: 'with few workers, or types of similar length: reserved workers idle while long jobs wait',
  uses: ['type', 'latency'],
  window: 1,
  parameters: {
    profileJobs: {
      kind: 'integer',
      default: 1000,
      min: 1,
      max: 1_000_000,
      about: 'jobs in each profile of the types; first come, first served until the first profile is full',
    },
    delta: {
      kind: 'number',
      default: 0.2,
      min: 0,
      max: 1000,
      about: "a type joins a group if its mean exceeds the group's shortest mean by less than this share",
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
        // The authors start a new profile of 50 000 jobs. A small new profile would sometimes miss a rare type.
        profile.age();
        if (!hasMoved(reserved, demands)) return;
        reserved = demands;
        partition.reserve(groupAlike(demands, delta));
      },
    });
  },
});

/** The shortest remaining type begins a group. Longer ones join it while they differ by less than delta. */
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
