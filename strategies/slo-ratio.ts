import type { Job } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { extend } from '../src/toolkit/extend.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { TypeMeans } from '../src/toolkit/type-means.ts';
import { TypeQueues } from '../src/toolkit/type-queues.ts';

export default defineStrategy({
  title: 'Greatest wait relative to the service-level objective of the type',
  source: 'Kaffes et al., Shinjuku, 2019 (multi-queue), with objectives in proportion to the mean run time',
  order: 'the type whose first job has the greatest wait ÷ mean run time, unknown types before all',
  cost: 'O(types)',
  shines: 'when every type should wait in proportion to its length, and no type may starve',
  fails: 'when all workers run long jobs: order cannot help jobs that arrive then',
  uses: ['type', 'latency'],
  window: 1,
  create(cluster) {
    const means = new TypeMeans();
    // Objectives are a factor times the mean. The factor is the same for all types and cancels out.
    const urgency = ({ type, arrivalMs }: Job) => {
      const meanMs = means.of(type) ?? 0;
      return meanMs > 0 ? (cluster.now() - arrivalMs) / meanMs : Number.MAX_VALUE;
    };
    return extend(holdCentrally(cluster, new TypeQueues((head) => -urgency(head))), {
      jobFinished: (job, _worker, outcome) => means.learn(job, outcome),
    });
  },
});
