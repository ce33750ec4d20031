import type { Job } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { RingQueue } from '../src/toolkit/ring-queue.ts';

export default defineStrategy({
  title: 'Nudge',
  source: 'Grosof et al. 2021; here any smaller job passes, not only small ones large ones',
  order: 'first come, first served, but a job passes a larger one just before it that nobody has passed yet',
  cost: 'O(1)',
  shines: 'with sizes of a light tail: waits are shorter than first come first served at every percentile',
  fails: 'with a heavy tail: one place is too little for a short job behind a long one',
  uses: ['exact size'],
  window: 1,
  create(cluster) {
    const waiting = new RingQueue<Job>();
    const passed = new WeakSet<Job>();
    return holdCentrally(cluster, {
      get size() {
        return waiting.size;
      },
      push(job) {
        const last = waiting.pop();
        if (last === undefined) waiting.push(job);
        else if (job.sizeMs < last.sizeMs && !passed.has(last)) {
          passed.add(last);
          waiting.push(job);
          waiting.push(last);
        } else {
          waiting.push(last);
          waiting.push(job);
        }
      },
      shift: () => waiting.shift(),
      keep: (passes) => waiting.keep(passes),
    });
  },
});
