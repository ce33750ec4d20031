import type { Worker } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { extend } from '../src/toolkit/extend.ts';
import { drawDistinctWorkers, leastLoaded } from '../src/toolkit/sample.ts';
import { toldItsLength } from '../src/toolkit/type-means.ts';

/** Cost of a worker that has jobs and has finished none: it gets no more until then, if there is another worker. */
const UNKNOWN_COST_MS = 1e12;

export default defineStrategy({
  title: 'Peak EWMA: two choices by expected latency',
  source:
    'Finagle; also Linkerd and Tower. They measure the round trip; here the run time, as the count covers the wait',
  signal:
    'moving mean of the run times of two workers × (unfinished jobs + 1); the count moves at assignment',
  ties: 'the first drawn',
  cost: 'O(1)',
  shines: 'when a worker is slow or sick: one slow job is enough to avoid it',
  fails: 'with types of unequal length: a worker that has just run a long job looks sick',
  uses: ['latency'],
  window: 2,
  parameters: {
    decayMs: {
      kind: 'number',
      default: 10_000,
      min: 1,
      max: 1e9,
      about: 'time constant of the moving mean, in ms',
    },
  },
  create(cluster, { decayMs }) {
    /** By worker index. */
    const costs: number[] = [];
    const stamps: number[] = [];

    /** A peak counts at once and in full. From there the cost falls towards the measured values. */
    function observe({ index }: Worker, ms: number): number {
      const old = costs[index] as number;
      const weight = Math.exp(((stamps[index] as number) - cluster.now()) / decayMs);
      const cost = ms > old ? ms : ms + (old - ms) * weight;
      costs[index] = cost;
      stamps[index] = cluster.now();
      return cost;
    }

    function load(worker: Worker): number {
      const cost = observe(worker, 0);
      return cost === 0 && worker.unfinished > 0
        ? UNKNOWN_COST_MS + worker.unfinished
        : cost * (worker.unfinished + 1);
    }

    const push = assignOnArrival(cluster, () => leastLoaded(drawDistinctWorkers(cluster, 2), load));
    return extend(push, {
      jobFinished(job, worker, outcome) {
        if (toldItsLength(job, outcome)) observe(worker, job.serviceMs);
      },
      workerJoined({ index }) {
        costs[index] = 0;
        stamps[index] = cluster.now();
      },
    });
  },
});
