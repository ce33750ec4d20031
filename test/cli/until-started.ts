import childProcess from 'node:child_process';
import { untoldLoad } from '../bench/untold-load.ts';
import { STARTED } from './command.ts';

/** Looks at files of users while a command line is still being checked. */
const INSPECTION = '/inspection-child.js';
const { fork, spawn } = childProcess;

/** Each command would start its own and end it. One serves them all: it takes longer to start than to look at a file. */
let inspector: ReturnType<typeof fork> | undefined;

/** Run as `many-lines` is, but no command gets further than to its first process that does the work. */
childProcess.fork = new Proxy(fork, {
  apply(target, self, given: Parameters<typeof fork>) {
    if (!String(given[0]).endsWith(INSPECTION)) throw new Error(STARTED);
    if (inspector?.connected === true) return inspector;
    const started: ReturnType<typeof fork> = Reflect.apply(target, self, given);
    started.setMaxListeners(0);
    started.kill = () => true;
    inspector = started;
    return started;
  },
});
childProcess.spawn = new Proxy(spawn, {
  apply() {
    throw new Error(STARTED);
  },
});
untoldLoad();
await import('./many-lines.ts');
