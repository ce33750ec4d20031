import type { Worker } from '../src/contract/job.ts';
import { type Cluster, defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { LeastUnfinished } from '../src/toolkit/least-unfinished.ts';

export default defineStrategy({
  title: 'Affinity by request type, with spill-over',
  source:
    "The article's proposal: optimise by type of request; consistent hashing with bounded loads, key = type",
  signal: "unfinished jobs of the type's home workers, then of all; moves at assignment",
  ties: 'the first home worker; outside the homes at random',
  cost: 'O(homes)',
  shines:
    'when a worker is faster at types that it has served (caches, compiled code), or when long types must not block short ones',
  fails: 'when the mix is skewed: the homes of a frequent type fill while others idle',
  uses: ['type'],
  window: 2,
  parameters: {
    homes: { kind: 'integer', default: 2, min: 1, max: 1000, about: 'home workers of each type' },
    full: {
      kind: 'integer',
      default: 2,
      min: 1,
      max: 1000,
      about: 'unfinished jobs at which a home worker is full',
    },
  },
  create(cluster, { homes, full }) {
    const least = new LeastUnfinished(cluster);
    const firstHomes = new Map<string, number>();
    return assignOnArrival(
      cluster,
      (job) => {
        const first = firstHomes.get(job.type) ?? firstHomes.size * homes;
        firstHomes.set(job.type, first);
        const home = leastBusyHome(cluster, first, homes);
        return home !== undefined && home.unfinished < full ? home : least.draw();
      },
      least,
    );
  },
});

/** Homes are consecutive workers. Each new type begins where the last one ended. */
function leastBusyHome(cluster: Cluster, first: number, homes: number): Worker | undefined {
  const { workers } = cluster;
  let best = workers[first % workers.length];
  for (let i = 1; i < Math.min(homes, workers.length); i++) {
    const home = workers[(first + i) % workers.length];
    if (home !== undefined && best !== undefined && home.unfinished < best.unfinished) best = home;
  }
  return best;
}
