import type { Job } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { RingQueue } from '../src/toolkit/ring-queue.ts';

export default defineStrategy({
  title: 'Adaptive LIFO with controlled delay (CoDel)',
  source: 'Maurer, Fail at Scale, 2015 (Facebook); CoDel: Nichols and Jacobson 2012',
  signal: 'how long jobs have waited without a pause, beside which workers have room',
  order:
    'first come, first served; last come first once the queue has stood for an interval, and then what has waited longer than the target is shed',
  cost: 'O(1) amortised',
  shines:
    'under overload with impatient clients: what is answered is answered fresh, the rest learns at once',
  fails: 'when a standing queue is normal (long jobs, few workers): it sheds what could have been served',
  uses: [],
  window: 1,
  parameters: {
    targetMs: {
      kind: 'number',
      default: 50,
      min: 0,
      max: 1e9,
      about:
        'wait that is allowed while the queue stands; the source has 5 ms for jobs of about a millisecond',
    },
    intervalMs: {
      kind: 'number',
      default: 1000,
      min: 0,
      max: 1e9,
      about: 'how long a queue may stand before it counts as overload; the source has 100 ms',
    },
  },
  create(cluster, { targetMs, intervalMs }) {
    const waiting = new RingQueue<Job>();
    let emptyMs = 0;

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
        // The job itself is held too; what else is in the queue has expired if nothing else is.
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
