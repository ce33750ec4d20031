import cluster from 'node:cluster';
import { BEAT_EVERY_MS, beat } from '../../processes/beat.ts';
import { endWithParent } from '../../processes/end-with-parent.ts';
import { BEAT_FD } from '../control.ts';
import type { WorkerEnd } from './worker-end.ts';

/** An agent has its own way to say it. What a job starts inherits the environment, and is no worker. */
function ownNumber(): number {
  const number = Number(process.env.CLUSTER_WORKER ?? 0);
  delete process.env.CLUSTER_WORKER;
  return cluster.worker?.id ?? number;
}

/** Of a worker that is a process. What it needs of the process it holds: no job can put something else in its place. */
export function processEnd(): WorkerEnd {
  return {
    id: ownNumber(),
    send: process.send?.bind(process) as WorkerEnd['send'],
    hear: (listener) => void process.on('message', listener),
    ignore: (listener) => void process.off('message', listener),
    startBeating: () => void setInterval(() => beat(BEAT_FD), BEAT_EVERY_MS).unref(),
    endWithPrimary: endWithParent,
  };
}
