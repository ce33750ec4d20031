import type { Job } from '../../../contract/job.ts';
import type { BoundedScheduling } from '../../../core/scheduling/scheduling.ts';
import { assignOnArrival } from '../../../toolkit/assign-on-arrival.ts';
import { holdCentrally } from '../../../toolkit/hold-centrally.ts';
import { PriorityQueue } from '../../../toolkit/priority-queue.ts';
import { RandomOrderQueue } from './random-order-queue.ts';

/* Textbook orders that nobody would run a cluster by, or that need to be told what the checks know. */

const PULL = { window: 1, queueLimit: Number.POSITIVE_INFINITY };

/** A central queue that serves waiting jobs in random order. */
export function randomOrder(): BoundedScheduling {
  return {
    ...PULL,
    strategyName: 'random order of service',
    uses: [],
    create: (cluster) => holdCentrally(cluster, new RandomOrderQueue(() => cluster.random())),
  };
}

/** Non-preemptive priorities between types, highest first; within a type first come, first served. */
export function priorities(types: readonly string[]): BoundedScheduling {
  const isBefore = (a: Job, b: Job) => {
    const ranks = types.indexOf(a.type) - types.indexOf(b.type);
    return ranks < 0 || (ranks === 0 && a.id < b.id);
  };
  return {
    ...PULL,
    strategyName: 'priority classes',
    uses: ['type'],
    create: (cluster) => holdCentrally(cluster, new PriorityQueue<Job>(isBefore)),
  };
}

/** Each worker takes the sizes of one interval; `ends` are their upper ends, ascending. */
export function sizeIntervals(ends: readonly number[]): BoundedScheduling {
  return {
    ...PULL,
    strategyName: 'size intervals',
    uses: ['exact size'],
    create: (cluster) =>
      assignOnArrival(cluster, ({ sizeMs }) => {
        const interval = ends.findIndex((end) => sizeMs <= end);
        return cluster.workers[interval < 0 ? ends.length - 1 : interval];
      }),
  };
}
