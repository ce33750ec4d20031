import type { Job } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { PriorityQueue } from '../src/toolkit/priority-queue.ts';

export default defineStrategy({
  title: 'Shortest job first, non-preemptive (SJF)',
  source: 'Phipps 1956; textbook scheduling',
  order: 'shortest first, then first come',
  cost: 'O(log jobs)',
  shines: 'in the mean wait: on one worker no order without preemption is better',
  fails:
    'in the tails: under load long jobs starve, and a short one still waits while every worker runs a long one',
  uses: ['exact size'],
  window: 1,
  create: (cluster) =>
    holdCentrally(
      cluster,
      new PriorityQueue<Job>((a, b) => a.sizeMs < b.sizeMs || (a.sizeMs === b.sizeMs && a.id < b.id)),
    ),
});
