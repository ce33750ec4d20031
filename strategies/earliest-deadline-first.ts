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
    'earliest deadline first, then first come; jobs that would miss their deadline, by the mean of their type, are shed',
  cost: 'O(log jobs)',
  shines:
    'when deadlines differ and can be met: if any order of one worker meets all deadlines, this one does',
  fails:
    'when all jobs have the same timeout: then it is first come, first served; and when the means are misleading',
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
