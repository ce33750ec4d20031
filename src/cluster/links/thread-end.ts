import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { BEAT_EVERY_MS } from '../../processes/beat.ts';
import type { WorkerEnd } from './worker-end.ts';

/** What a thread is started with. */
export interface ThreadData {
  readonly id: number;
  /** How many messages it has read, for the primary to see. */
  readonly read: Int32Array;
}

/** A sign of life. */
export const BEAT = 0;

/** Of a worker that is a thread of the primary: it ends with it. */
export function threadEnd(): WorkerEnd {
  const { id, read } = workerData as ThreadData;
  const port = parentPort as MessagePort;
  port.on('message', () => void Atomics.add(read, 0, 1));
  return {
    id,
    send(message, _handle, _options, sent) {
      port.postMessage(message);
      sent(null);
      return true;
    },
    hear: (listener) => void port.on('message', listener),
    ignore: (listener) => void port.off('message', listener),
    startBeating: () => void setInterval(() => port.postMessage(BEAT), BEAT_EVERY_MS).unref(),
    endWithPrimary() {},
  };
}
