import type { Job } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { extend } from '../src/toolkit/extend.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { PriorityQueue } from '../src/toolkit/priority-queue.ts';
import { TypeMeans } from '../src/toolkit/type-means.ts';

export default defineStrategy({
  title: 'Earliest deadline first, with shedding (EDF)',
  source: 'Jackson 1955, Liu and Layland 1973',
  order:
    'earliest deadline first, of equals first come; what can no longer make it, by the mean of its type, is shed',
  cost: 'O(log jobs)',
  shines:
    'when deadlines differ and can be met: in this order one worker does all that wait in time, if it can in any',
  fails:
    'when all jobs have the same time to live: then it is first come, first served; and when means mislead it',
  uses: ['deadline', 'type', 'latency'],
  window: 1,
  create(cluster) {
    const means = new TypeMeans();
    const waiting = new PriorityQueue<Job>(
      (a, b) => a.deadlineMs < b.deadlineMs || (a.deadlineMs === b.deadlineMs && a.id < b.id),
    );
    const isLate = (job: Job) => cluster.now() + (means.of(job.type) ?? 0) > job.deadlineMs;

    const pull = holdCentrally(cluster, {
      get size() {
        return waiting.size;
      },
      push: (job) => waiting.push(job),
      shift() {
        let job = waiting.shift();
        while (job && isLate(job)) {
          cluster.reject(job, 'it can no longer be done by its deadline');
          job = waiting.shift();
        }
        return job;
      },
      keep: (passes) => waiting.keep(passes),
    });
    return extend(pull, { jobFinished: (job, _worker, outcome) => means.learn(job, outcome) });
  },
});
