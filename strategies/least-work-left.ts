import type { Worker } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { extend } from '../src/toolkit/extend.ts';
import { IndexedHeap } from '../src/toolkit/indexed-heap.ts';
import { LevelQueue } from '../src/toolkit/level-queue.ts';
import { WorkLeft } from '../src/toolkit/work-left.ts';

export default defineStrategy({
  title: 'Least work left (LWL), join the shortest workload',
  source: 'Textbook queueing (Harchol-Balter 2013)',
  signal: 'when each worker will have run all its jobs; moves at assignment, corrected at completion',
  ties: 'idle longest; among busy workers the lowest index',
  cost: 'O(log n)',
  shines: 'as the best strategy that binds on arrival: each job starts as in one central queue',
  fails: 'like that queue: short jobs wait for long ones; and it must know every size',
  uses: ['exact size'],
  window: 2,
  create(cluster) {
    const work = new WorkLeft(cluster);
    const idle = new LevelQueue();
    const busy = new IndexedHeap();

    function place(worker: Worker, unfinished: number): void {
      if (unfinished === 0) {
        busy.remove(worker.index);
        idle.put(worker.index, 0);
      } else {
        idle.remove(worker.index);
        busy.set(worker.index, work.freeMs(worker));
      }
    }

    const push = assignOnArrival(cluster, (job) => {
      const index = idle.first() ?? busy.lowest();
      if (index === undefined) return undefined;
      const worker = cluster.workerAt(index);
      work.assigned(job, worker);
      place(worker, worker.unfinished + 1);
      return worker;
    });
    return extend(push, {
      jobFinished(job, worker) {
        work.finished(job, worker);
        place(worker, worker.unfinished);
      },
      workerJoined(worker) {
        work.joined(worker);
        place(worker, worker.unfinished);
      },
      workerLeft({ index }) {
        idle.remove(index);
        busy.remove(index);
      },
    });
  },
});
