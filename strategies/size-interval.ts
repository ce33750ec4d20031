import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { WorkDistribution } from '../src/toolkit/work-distribution.ts';

export default defineStrategy({
  title: 'Size interval task assignment with equal load (SITA-E)',
  source: 'Harchol-Balter, Crovella and Murta 1999',
  signal: "the job's size, against cut-offs learnt from those before it; load is not looked at",
  ties: 'jobs of one size that fill several intervals: at random among those',
  cost: 'O(log sample), amortised, whatever n',
  shines: 'with sizes that differ by orders of magnitude: no short job ever waits for a long one',
  fails:
    "with sizes that differ little: workers idle while jobs wait, as with random; and when the largest, which are many workers' load, are too few to learn from",
  uses: ['exact size'],
  window: 2,
  parameters: {
    sample: {
      kind: 'integer',
      default: 10_000,
      min: 1,
      max: 1_000_000,
      about: 'sizes kept, drawn from all seen, to compute the cut-offs from',
    },
  },
  create(cluster, { sample }) {
    const work = new WorkDistribution(sample, () => cluster.random());
    return assignOnArrival(cluster, ({ sizeMs }) => {
      work.add(sizeMs);
      // With equal load the i-th worker's interval holds the i-th part of the work, so the smaller jobs' work tells the worker.
      const below = work.shareBelow(sizeMs);
      const part = below + cluster.random() * (work.shareUpTo(sizeMs) - below);
      const { workers } = cluster;
      return workers[Math.min(Math.floor(part * workers.length), workers.length - 1)];
    });
  },
});
