import { parentPort, workerData } from 'node:worker_threads';

/** The thread of `Ticker`. Says how many due times have passed: 0 when it is ready, all of them before it ends. */
const dueMs: Float64Array = workerData;
/** A thread that sleeps wakes by about this much too late, so the last of the time is spent awake. */
const AWAKE_MS = 0.1;
/** Nobody rings it. */
const bell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

parentPort?.once('message', (startNs: bigint) => {
  let passed = 0;
  while (passed < dueMs.length) {
    const nowMs = Number(process.hrtime.bigint() - startNs) / 1e6;
    const asleepMs = (dueMs[passed] as number) - AWAKE_MS - nowMs;
    if (asleepMs > 0) Atomics.wait(bell, 0, 0, asleepMs);
    const before = passed;
    while ((dueMs[passed] as number) <= nowMs) passed++;
    if (passed > before) parentPort?.postMessage(passed);
  }
});
parentPort?.postMessage(0);
