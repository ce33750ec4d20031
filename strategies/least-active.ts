import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { LeastUnfinished } from '../src/toolkit/least-unfinished.ts';

export default defineStrategy({
  title: 'Join the shortest queue (JSQ), least active',
  source: 'Winston 1977; least_conn of nginx, leastconn of HAProxy',
  cost: 'O(1)',
  shines: 'with one dispatcher and jobs of similar length: close to a central queue without its round trips',
  fails:
    'when a low count hides a long job; with stale counts, because every dispatcher picks the same worker',
  uses: [],
  window: 2,
  create(cluster) {
    const least = new LeastUnfinished(cluster);
    return assignOnArrival(cluster, () => least.draw(), least);
  },
});
