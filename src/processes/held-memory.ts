import { getHeapStatistics } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

/** Memory of this process in bytes; in a worker thread, of its own heap and what that keeps outside. Takes some µs. */
export function heldBytes(): number {
  if (isMainThread) return process.memoryUsage.rss();
  const { total_heap_size, external_memory } = getHeapStatistics();
  return total_heap_size + external_memory;
}
