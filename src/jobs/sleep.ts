/** No other thread has this memory, so no thread wakes the sleeper. */
const neverNotified = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/**
 * Blocks this thread without using CPU. A wait may end early or late by a fraction of a ms. Further waits aim at the same
 * end on the monotonic clock, so it never returns early and delays do not add up.
 */
export function sleep(sizeMs: number): void {
  const endMs = performance.now() + sizeMs;
  for (let leftMs = sizeMs; leftMs > 0; leftMs = endMs - performance.now()) {
    Atomics.wait(neverNotified, 0, 0, leftMs);
  }
}
