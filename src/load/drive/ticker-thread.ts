import { parentPort, workerData } from 'node:worker_threads';

/** About the time it takes to wake two threads. The woken thread busy-waits for the rest. */
const EARLY_MS = 0.25;

/** The thread of `Ticker`. Posts how many due times are close or past: 0 when it is ready, all of them before it ends. */
const dueMs: Float64Array = workerData;
/** Never notified: it only serves to sleep. */
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
