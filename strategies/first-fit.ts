import { defineStrategy } from '../src/contract/strategy.ts';
import { holdForWorkers } from '../src/toolkit/hold-centrally.ts';
import { IndexedHeap } from '../src/toolkit/indexed-heap.ts';
import { RingQueue } from '../src/toolkit/ring-queue.ts';

export default defineStrategy({
  title: 'First fit: the lowest worker with a free slot',
  source: '`balance first` of HAProxy with maxconn; workerpool and tinypool with one slot',
  signal: 'which workers have room (slots = window); moves at assignment',
  ties: 'the lowest index',
  cost: 'O(log n)',
  shines: 'when the busiest worker is the warmest, or when unused workers can be switched off',
  fails: 'with more than one slot: jobs queue at the first workers while the last ones idle',
  uses: [],
  window: 1,
  create(cluster) {
    const withRoom = new IndexedHeap();
    return holdForWorkers(cluster, new RingQueue(), {
      put: (index) => withRoom.set(index, index),
      remove: (index) => withRoom.remove(index),
      first: () => withRoom.lowest(),
    });
  },
});
