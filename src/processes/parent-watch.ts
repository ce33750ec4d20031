import { workerData } from 'node:worker_threads';

/** The thread of `endWithParent`: an orphan has another parent. */
const EVERY_MS = 200;

setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, EVERY_MS);
