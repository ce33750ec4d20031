import { defineStrategy } from '../src/contract/strategy.ts';
import { extend } from '../src/toolkit/extend.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { TypeMeans } from '../src/toolkit/type-means.ts';
import { TypeQueues } from '../src/toolkit/type-queues.ts';

export default defineStrategy({
  title: 'Start-time fair queueing (SFQ) by type',
  source: 'Goyal, Vin and Cheng 1996',
  order:
    'the type that got the least service while it waited, by mean run time; first come, first served within a type',
  cost: 'O(types)',
  shines: 'when types must share the workers evenly, however much one of them demands',
  fails:
    'when equal shares are not the aim: a type that demands more than its share waits, however short its jobs',
  uses: ['type', 'latency'],
  window: 1,
  create(cluster) {
    const means = new TypeMeans();
    /** Virtual time at which each type's first waiting job starts; a job costs its type's mean. */
    const starts = new Map<string, number>();
    /** The start of the job served last. A type that returns does not catch up on missed service. */
    let virtualMs = 0;
    const startOf = (type: string) => starts.get(type) ?? 0;
    const queues = new TypeQueues(({ type }) => startOf(type));
    const pull = holdCentrally(cluster, {
      get size() {
        return queues.size;
      },
      push(job) {
        const { type } = job;
        if (queues.head(type) === undefined) starts.set(type, Math.max(virtualMs, startOf(type)));
        queues.push(job);
      },
      shift() {
        const job = queues.shift();
        if (job === undefined) return undefined;
        virtualMs = startOf(job.type);
        starts.set(job.type, virtualMs + (means.of(job.type) ?? 0));
        return job;
      },
      keep: (passes) => queues.keep(passes),
    });
    return extend(pull, { jobFinished: (job, _worker, outcome) => means.learn(job, outcome) });
  },
});
