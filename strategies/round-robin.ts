import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';

export default defineStrategy({
  title: 'Round robin',
  source: 'Folklore; the default of nginx and many load balancers',
  signal: 'none',
  ties: 'the next in turn',
  cost: 'O(1)',
  shines: 'with jobs of equal length: the spacing evens out arrivals',
  fails: 'with jobs of unequal length: every n-th job queues behind a long one',
  uses: [],
  window: 2,
  create(cluster) {
    let turn = 0;
    return assignOnArrival(cluster, () => cluster.workers[turn++ % cluster.workers.length]);
  },
});
