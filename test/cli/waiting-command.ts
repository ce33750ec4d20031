import { setTimeout as sleep } from 'node:timers/promises';
import { interruption } from '../../src/cli/interruption.ts';

/** A command that waits to be broken off, says with which code it was, and takes a moment to end. */
const interrupted = interruption();
process.stdout.write(`${process.pid}\n`);
const waiting = setInterval(() => {}, 1000);
interrupted.signal.addEventListener('abort', async () => {
  await sleep(20);
  process.stdout.write(`broken off with ${interrupted.code}\n`);
  clearInterval(waiting);
});
