import { defineStrategy } from '../../../contract/strategy.ts';

/**
 * As little as a strategy can do and still touch every worker: what is measured with it is the dispatcher's own cost,
 * and that of memory.
 */
export const floor = defineStrategy({
  title: 'a worker at random',
  uses: [],
  window: 1,
  create(cluster) {
    return {
      jobArrived(job) {
        cluster.assign(job, cluster.workerAt(Math.floor(cluster.random() * cluster.workers.length)));
      },
      workerFree() {},
    };
  },
});
