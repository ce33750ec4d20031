import { defineStrategy } from '../../../contract/strategy.ts';

/**
 * The cheapest strategy that still touches every worker. It shows the cost of the dispatcher and of memory.
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
