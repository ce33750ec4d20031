import { defineStrategy } from '../../contract/strategy.ts';

/** As little as a strategy can do: what is measured with it is the dispatcher's own cost, and that of memory. */
export const floor = defineStrategy({
  title: 'the next worker in turn',
  source: 'the floor of this measurement',
  binding: 'arrival',
  signal: 'none',
  ties: 'none',
  order: 'first come, first served',
  cost: 'O(1)',
  shines: 'as a floor',
  fails: 'as a strategy',
  uses: [],
  window: 1,
  create(cluster) {
    let next = 0;
    return {
      jobArrived(job) {
        next = next + 1 < cluster.workers.length ? next + 1 : 0;
        cluster.assign(job, cluster.workerAt(next));
      },
      workerFree() {},
    };
  },
});
