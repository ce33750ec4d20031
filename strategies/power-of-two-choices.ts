import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { drawDistinctWorkers, drawWorkers, leastLoaded } from '../src/toolkit/sample.ts';

export default defineStrategy({
  title: 'Power of two choices (P2C), JSQ(d)',
  source:
    'Vvedenskaya et al. 1996, Mitzenmacher 1996; Finagle draws without replacement, Envoy and HAProxy with',
  signal: 'unfinished jobs of d random workers; moves at assignment',
  ties: 'the first drawn',
  cost: 'O(d)',
  shines:
    'with many dispatchers, stale counts or very many workers: two choices are nearly as good as a full scan',
  fails: 'with few workers and long jobs: idle workers outside the draw stay idle while jobs wait',
  uses: [],
  window: 2,
  parameters: {
    d: { kind: 'integer', default: 2, min: 1, max: 1000, about: 'workers drawn for each job' },
    replacement: {
      kind: 'choice',
      default: 'without',
      choices: ['with', 'without'],
      about: 'whether a worker may be drawn twice for one job',
    },
  },
  create(cluster, { d, replacement }) {
    const draw = replacement === 'with' ? drawWorkers : drawDistinctWorkers;
    return assignOnArrival(cluster, () => leastLoaded(draw(cluster, d), ({ unfinished }) => unfinished));
  },
});
