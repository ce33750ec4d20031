import { workerData } from 'node:worker_threads';
import { BEAT_EVERY_MS, beat } from './beat.ts';

export interface WatchData {
  readonly parent: number;
  readonly beatFd: number | undefined;
}

const { parent, beatFd } = workerData as WatchData;

/** The thread of `endWithParent`: an orphan has another parent. */
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  if (beatFd !== undefined) beat(beatFd);
}, BEAT_EVERY_MS);
