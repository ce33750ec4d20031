import { setTimeout as sleep } from 'node:timers/promises';
import { interruption } from '../../src/cli/interruption.ts';

/** A command that waits to be broken off, and says with which code it was, after longer than it takes to notice more. */
const interrupted = interruption();
process.stdout.write(`${process.pid}\n`);
const waiting = setTimeout(() => {}, 60_000);
interrupted.signal.addEventListener('abort', async () => {
  await sleep(1500);
  process.stdout.write(`broken off with ${interrupted.code}\n`);
  clearTimeout(waiting);
});
