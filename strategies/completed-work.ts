import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { extend } from '../src/toolkit/extend.ts';
import { IndexedHeap } from '../src/toolkit/indexed-heap.ts';

export default defineStrategy({
  title: 'Least completed work: a negative control',
  source: 'The idea behind LEAST_BUSY of poolifier',
  signal: 'total run time of the jobs that each worker has finished; does not move at assignment',
  ties: 'the lowest index',
  cost: 'O(log n)',
  shines: 'nowhere: it shows the cost of a signal that does not move at assignment',
  fails:
    'with every burst: all jobs go to one worker until one finishes, and a new worker gets all jobs until it has caught up',
  uses: ['latency'],
  window: 2,
  create(cluster) {
    const byWork = new IndexedHeap();
    const workMs: number[] = [];
    const push = assignOnArrival(cluster, () => {
      const index = byWork.lowest();
      return index === undefined ? undefined : cluster.workerAt(index);
    });
    return extend(push, {
      jobFinished(job, { index }) {
        const ranMs = Math.max(0, job.serviceMs);
        workMs[index] = (workMs[index] as number) + ranMs;
        byWork.set(index, workMs[index]);
      },
      workerJoined({ index }) {
        workMs[index] = 0;
        byWork.set(index, 0);
      },
      workerLeft({ index }) {
        byWork.remove(index);
      },
    });
  },
});
