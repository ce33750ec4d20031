import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { extend } from '../src/toolkit/extend.ts';
import { drawDistinctWorkers, leastLoaded } from '../src/toolkit/sample.ts';
import { WorkLeft } from '../src/toolkit/work-left.ts';

export default defineStrategy({
  title: 'Least work left of d workers, LL(d)',
  source: 'Hellemans and Van Houdt 2018',
  signal: 'work left at d random workers; moves at assignment, corrected at completion',
  ties: 'the first drawn',
  cost: 'O(d)',
  shines: 'where power of two choices does, with a better signal: a long job counts by its length',
  fails: 'with few workers: idle workers outside the draw stay idle; and it must know every size',
  uses: ['exact size'],
  window: 2,
  parameters: {
    d: { kind: 'integer', default: 2, min: 1, max: 1000, about: 'different workers drawn for each job' },
  },
  create(cluster, { d }) {
    const work = new WorkLeft(cluster);
    const push = assignOnArrival(cluster, (job) => {
      const worker = leastLoaded(drawDistinctWorkers(cluster, d), (drawn) => work.leftMs(drawn));
      if (worker !== undefined) work.assigned(job, worker);
      return worker;
    });
    return extend(push, {
      jobFinished: (job, worker) => work.finished(job, worker),
      workerJoined: (worker) => work.joined(worker),
    });
  },
});
