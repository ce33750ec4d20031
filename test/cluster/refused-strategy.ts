import { defineStrategy } from '../../src/contract/strategy.ts';

/** Assigns the first job that waits, then throws at the next. */
export default defineStrategy({
  title: 'One that fails while it takes over',
  uses: [],
  window: 9,
  create(cluster) {
    let jobs = 0;
    return {
      jobArrived(job) {
        if (jobs++ > 0) throw new Error('no more');
        cluster.assign(job, cluster.workerAt(0));
      },
      workerFree() {},
    };
  },
});
