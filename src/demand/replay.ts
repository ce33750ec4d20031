import type { Requests } from './requests.ts';

export interface Replayed {
  /** Of each request, as if so many workers had served first come first served. */
  readonly serviceMs: Float64Array;
  /** Share of requests that would have ended before they began. */
  readonly contradictions: number;
  /** Share of requests that waited. */
  readonly waited: number;
}

/**
 * Replays a queue backwards: a request began when it had arrived and a worker was free, and that worker is free again at the
 * recorded end. If the model holds, end − begin is exactly its service time.
 */
export function replay(requests: Requests, workers: number, toleranceMs: number): Replayed {
  const { count, startMs, endMs, whole } = requests;
  const serviceMs = new Float64Array(count);
  const free = new Float64Array(workers).fill(Number.NEGATIVE_INFINITY);
  let contradictions = 0;
  let waited = 0;
  for (let i = 0; i < count; i++) {
    const arrivalMs = startMs[i] as number;
    const freeMs = free[0] as number;
    if (freeMs > arrivalMs) waited++;
    const ms = (endMs[i] as number) - Math.max(arrivalMs, freeMs);
    // One that was given up before its turn took no worker.
    if (ms < 0 && whole[i] === 0) continue;
    if (ms < -toleranceMs) contradictions++;
    serviceMs[i] = Math.max(0, ms);
    replaceEarliest(free, endMs[i] as number);
  }
  return { serviceMs, contradictions: contradictions / count, waited: waited / count };
}

/** In a binary heap with the earliest time first. */
function replaceEarliest(heap: Float64Array, ms: number): void {
  const size = heap.length;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && (heap[child + 1] as number) < (heap[child] as number)) child++;
    if ((heap[child] as number) >= ms) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = ms;
}
