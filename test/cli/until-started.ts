import childProcess from 'node:child_process';
import { STARTED } from './command.ts';
import { isInspection } from './shared-inspection.ts';

/** Run as `many-lines` is, but no command gets further than to its first process that does the work. */
const { fork, spawn } = childProcess;

childProcess.fork = new Proxy(fork, {
  apply(target, self, given: Parameters<typeof fork>) {
    if (!isInspection(given[0])) throw new Error(STARTED);
    return Reflect.apply(target, self, given);
  },
});
childProcess.spawn = new Proxy(spawn, {
  apply() {
    throw new Error(STARTED);
  },
});
await import('./many-lines.ts');
