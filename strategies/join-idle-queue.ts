import type { Worker } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { IndexSet } from '../src/toolkit/index-set.ts';
import { drawWorker } from '../src/toolkit/sample.ts';

export default defineStrategy({
  title: 'Join the idle queue (JIQ)',
  source: 'Lu et al. 2011',
  signal: 'which workers are idle; moves at assignment',
  ties: 'uniformly at random among idle workers, else among all',
  cost: 'O(1)',
  shines: 'with many workers: below full load nearly every job finds an idle one',
  fails: 'with few workers under high load: without an idle worker it is no better than random',
  uses: [],
  window: 2,
  create(cluster) {
    const idle = new IndexSet();
    const pick = () => {
      const index = idle.draw(cluster.random());
      return index === undefined ? drawWorker(cluster) : cluster.workerAt(index);
    };
    const place = ({ index, unfinished }: Worker) =>
      unfinished === 0 ? idle.add(index) : idle.remove(index);
    return assignOnArrival(cluster, pick, {
      joined: place,
      left: (worker) => idle.remove(worker.index),
      changed: place,
    });
  },
});
