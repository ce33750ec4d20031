import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { drawWorker } from '../src/toolkit/sample.ts';

export default defineStrategy({
  title: 'Random',
  source: 'Folklore; the reference of the load-balancing literature (Mitzenmacher 1996)',
  signal: 'none',
  ties: 'uniformly at random',
  cost: 'O(1)',
  shines: 'with stale information and very many workers: dispatchers never all pick the same worker',
  fails: 'everywhere else: jobs wait while workers idle, for any number of workers',
  uses: [],
  window: 2,
  create: (cluster) => assignOnArrival(cluster, () => drawWorker(cluster)),
});
