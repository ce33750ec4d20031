import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { extend } from '../src/toolkit/extend.ts';
import { IndexedHeap } from '../src/toolkit/indexed-heap.ts';

export default defineStrategy({
  title: 'Smooth weighted round robin (SWRR), by earliest deadline (EDF-WRR)',
  source: 'nginx, which scans all workers; Envoy, with a heap of next turns',
  signal: 'speed of each worker, and how many jobs it has got so far',
  ties: 'the lowest index',
  cost: 'O(log n)',
  shines: 'with workers of unequal speed and jobs of equal length',
  fails: 'like round robin, with jobs of unequal length; and when the stated speeds are wrong',
  uses: ['speed'],
  window: 2,
  create(cluster) {
    /** Each worker's next turn on a clock of turns: a worker of speed s has one every 1/s. */
    const turns = new IndexedHeap();
    let clock = 0;
    const pick = () => {
      const index = turns.lowest();
      if (index === undefined) return undefined;
      clock = turns.lowestKey();
      const worker = cluster.workerAt(index);
      turns.set(index, clock + 1 / worker.speed);
      return worker;
    };
    return extend(assignOnArrival(cluster, pick), {
      // Half a step: first turns in the middle of their intervals are spread most evenly (Webster's method).
      workerJoined: (worker) => turns.set(worker.index, clock + 0.5 / worker.speed),
      workerLeft: (worker) => turns.remove(worker.index),
    });
  },
});
