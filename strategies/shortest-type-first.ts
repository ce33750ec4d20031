import { defineStrategy } from '../src/contract/strategy.ts';
import { extend } from '../src/toolkit/extend.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { TypeMeans } from '../src/toolkit/type-means.ts';
import { TypeQueues } from '../src/toolkit/type-queues.ts';

export default defineStrategy({
  title: 'Shortest expected processing time first (SEPT), by type',
  source: 'Textbook scheduling (Pinedo); non-preemptive SJF of Perséphone',
  order:
    'shortest learnt mean run time of the type first, unknown types before all; first come, first served within a type',
  cost: 'O(types)',
  shines: 'in the mean wait, when sizes are unknown and types predict lengths',
  fails: 'when types predict lengths badly; under load long types starve',
  uses: ['type', 'latency'],
  window: 1,
  create(cluster) {
    const means = new TypeMeans();
    return extend(holdCentrally(cluster, new TypeQueues(({ type }) => means.of(type) ?? 0)), {
      jobFinished: (job, _worker, outcome) => means.learn(job, outcome),
    });
  },
});
