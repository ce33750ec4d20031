import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { STARTED } from './command.ts';

/** Looks at files of users while a command line is still being checked. */
const INSPECTION = '/inspection-child.js';
const { fork, spawn } = childProcess;

/** Run as `many-lines` is, but no command gets further than to its first process that does the work. */
childProcess.fork = new Proxy(fork, {
  apply(target, self, given: Parameters<typeof fork>) {
    if (String(given[0]).endsWith(INSPECTION)) return Reflect.apply(target, self, given);
    throw new Error(STARTED);
  },
});
childProcess.spawn = new Proxy(spawn, {
  apply() {
    throw new Error(STARTED);
  },
});
syncBuiltinESMExports();
await import('./many-lines.ts');
