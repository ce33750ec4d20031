import type { Worker } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { hashOf } from '../src/toolkit/hash.ts';
import { HashRing } from '../src/toolkit/hash-ring.ts';

export default defineStrategy({
  title: 'Consistent hashing with bounded loads (CH-BL)',
  source: 'Karger et al. 1997; bounded: Mirrokni et al. 2018, hash-balance-factor of HAProxy',
  signal: "the job's key, then unfinished jobs against a bound relative to the mean; moves at assignment",
  ties: 'the next on the ring',
  cost: 'O(1) on average, O(n × points) as the bound nears 1; O(points) when a worker joins or leaves',
  shines: 'when a worker is faster at keys that it has served, and workers come and go: few keys move',
  fails: 'with few hot keys: they fill their workers and spill over, and plain balancing would do as well',
  uses: ['key'],
  window: 2,
  parameters: {
    bound: {
      kind: 'number',
      default: 1.25,
      min: 1.01,
      max: 1e6,
      about:
        'most unfinished jobs of a worker, relative to the mean; a large value gives plain consistent hashing',
    },
    points: { kind: 'integer', default: 16, min: 1, max: 1000, about: 'points of each worker on the ring' },
  },
  create(cluster, { bound, points }) {
    const ring = new HashRing(points);
    /** Unfinished jobs by worker index, as counted in the total. */
    const counted: number[] = [];
    let total = 0;

    function count({ index }: Worker, unfinished: number): void {
      total += unfinished - (counted[index] ?? 0);
      counted[index] = unfinished;
    }

    return assignOnArrival(
      cluster,
      (job) => {
        const cap = Math.ceil((bound * (total + 1)) / cluster.workers.length);
        const index = ring.find(hashOf(job.key), (owner) => (counted[owner] as number) < cap);
        return index === undefined ? undefined : cluster.workerAt(index);
      },
      {
        joined(worker) {
          ring.add(worker.index);
          count(worker, worker.unfinished);
        },
        left(worker) {
          ring.remove(worker.index);
          count(worker, 0);
        },
        changed: (worker) => count(worker, worker.unfinished),
      },
    );
  },
});
