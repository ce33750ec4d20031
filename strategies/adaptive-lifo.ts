import type { Job } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { RingQueue } from '../src/toolkit/ring-queue.ts';

export default defineStrategy({
  title: 'Adaptive LIFO with controlled delay (CoDel)',
  source: 'Maurer, Fail at Scale, 2015 (Facebook); CoDel: Nichols and Jacobson 2012',
  signal: 'how long the queue has not been empty, and which workers have room',
  order:
    'first come, first served; in overload (queue not empty for an interval) last come first, and jobs that waited longer than the target are shed',
  cost: 'O(1) amortised',
  shines: 'under overload with impatient clients: answers come fast, and rejected clients know at once',
  fails:
    'when a standing queue is normal (long jobs, few workers): it sheds jobs that could have been served',
  uses: [],
  window: 1,
  parameters: {
    targetMs: {
      kind: 'number',
      default: 50,
      min: 0,
      max: 1e9,
      about: 'longest wait in overload; the source has 5 ms for jobs of about a millisecond',
    },
    intervalMs: {
      kind: 'number',
      default: 1000,
      min: 0,
      max: 1e9,
      about: 'how long the queue may be non-empty before it counts as overload; the source has 100 ms',
    },
  },
  create(cluster, { targetMs, intervalMs }) {
    const waiting = new RingQueue<Job>();
    let emptyMs = cluster.now();

    function shedOlderThan(ms: number): void {
      for (let job = waiting.peek(); job && cluster.now() - job.arrivalMs > ms; job = waiting.peek()) {
        cluster.reject(job, `it had waited for more than ${ms} ms in an overloaded queue`);
        waiting.shift();
      }
    }

    return holdCentrally(cluster, {
      get size() {
        return waiting.size;
      },
      push(job) {
        // This job is held too. If no other job is held, the rest of the queue has expired.
        if (cluster.heldJobs <= 1) emptyMs = cluster.now();
        waiting.push(job);
      },
      shift() {
        const overloaded = cluster.now() - emptyMs > intervalMs;
        const job = overloaded ? waiting.pop() : waiting.shift();
        if (overloaded) shedOlderThan(targetMs);
        if (waiting.size === 0) emptyMs = cluster.now();
        return job;
      },
      keep: (passes) => waiting.keep(passes),
    });
  },
});
