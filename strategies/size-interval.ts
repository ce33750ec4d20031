import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { WorkDistribution } from '../src/toolkit/work-distribution.ts';

export default defineStrategy({
  title: 'Size interval task assignment with equal load (SITA-E)',
  source: 'Harchol-Balter, Crovella and Murta 1999',
  signal: "the job's size against cut-offs learnt from earlier jobs; ignores load",
  ties: 'at random, if jobs of one size fill several intervals',
  cost: 'O(log sample), amortised, for any n',
  shines: 'with sizes that differ by orders of magnitude: no short job ever waits for a long one',
  fails:
    'with similar sizes: workers idle while jobs wait, as with random; and when the few largest jobs are most of the load, because it cannot learn from so few',
  uses: ['exact size'],
  window: 2,
  parameters: {
    sample: {
      kind: 'integer',
      default: 10_000,
      min: 1,
      max: 1_000_000,
      about: 'sizes in the random sample that the cut-offs are computed from',
    },
  },
  create(cluster, { sample }) {
    const work = new WorkDistribution(sample, () => cluster.random());
    return assignOnArrival(cluster, ({ sizeMs }) => {
      work.add(sizeMs);
      // With equal load the i-th worker's interval holds the i-th part of the work. So the work of smaller jobs gives the worker.
      const below = work.shareBelow(sizeMs);
      const part = below + cluster.random() * (work.shareUpTo(sizeMs) - below);
      const { workers } = cluster;
      return workers[Math.min(Math.floor(part * workers.length), workers.length - 1)];
    });
  },
});
