import { parentPort, workerData } from 'node:worker_threads';

/** Waking two threads takes about this long; what is left of it the one that was woken spends awake. */
const EARLY_MS = 0.25;

/** The thread of `Ticker`. Says how many due times are at hand: 0 when it is ready, all of them before it ends. */
const dueMs: Float64Array = workerData;
/** Nobody rings it. */
const bell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

parentPort?.once('message', (startNs: bigint) => {
  let passed = 0;
  while (passed < dueMs.length) {
    const nowMs = Number(process.hrtime.bigint() - startNs) / 1e6;
    const asleepMs = (dueMs[passed] as number) - EARLY_MS - nowMs;
    if (asleepMs > 0) Atomics.wait(bell, 0, 0, asleepMs);
    const before = passed;
    while ((dueMs[passed] as number) - EARLY_MS <= nowMs) passed++;
    if (passed > before) parentPort?.postMessage(passed);
  }
});
parentPort?.postMessage(0);
