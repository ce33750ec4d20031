import { type MessagePort, parentPort } from 'node:worker_threads';
import { echo } from './echo-line.ts';

/** The thread at the other end. */
const port = parentPort as MessagePort;
void echo({
  send: (text) => port.postMessage(text),
  hear: async (heard) => void port.on('message', heard),
});
