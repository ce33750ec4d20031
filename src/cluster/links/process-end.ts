import cluster from 'node:cluster';
import { Socket } from 'node:net';
import { BEAT_EVERY_MS, beat } from '../../processes/beat.ts';
import { endWithParent } from '../../processes/end-with-parent.ts';
import { BEAT_FD, PIPE_FD } from '../control.ts';
import { Pipe } from './pipe.ts';
import type { WorkerEnd } from './worker-end.ts';

/** An agent has its own way to say it. What a job starts inherits the environment, and is no worker. */
function ownNumber(): number {
  const number = Number(process.env.CLUSTER_WORKER ?? 0);
  delete process.env.CLUSTER_WORKER;
  return cluster.worker?.id ?? number;
}

/** Of a worker that is a process. What it needs of the process it holds: no job can put something else in its place. */
export function processEnd(): WorkerEnd {
  const socket = new Socket({ fd: PIPE_FD, readable: true, writable: true });
  // It keeps the process alive for as long as Node's own channel does.
  process.once('disconnect', () => socket.unref());
  const pipe = new Pipe(socket, () => {});
  return {
    id: ownNumber(),
    send: pipe.send.bind(pipe),
    hear: pipe.hear.bind(pipe),
    ignore: pipe.ignore.bind(pipe),
    startBeating: () => void setInterval(() => beat(BEAT_FD), BEAT_EVERY_MS).unref(),
    endWithPrimary: endWithParent,
  };
}
