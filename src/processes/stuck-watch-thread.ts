import { workerData } from 'node:worker_threads';
import { STUCK_SIGNAL } from './stuck-watch.ts';

/** The thread of `StuckWatch`. */
const LOOKS = 20;

const { shared, limitMs, parent } = workerData as { shared: Int32Array; limitMs: number; parent: number };
let seen = 0;
let looks = 0;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  const [beats = 0, trusted = 0] = shared;
  looks = trusted === 0 && beats === seen ? looks + 1 : 0;
  seen = beats;
  if (looks >= LOOKS) process.kill(process.pid, STUCK_SIGNAL);
}, limitMs / LOOKS);
