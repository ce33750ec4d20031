import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

/** Looks at files of users while a command line is still being checked. */
const INSPECTION = '/inspection-child.js';

export function isInspection(program: string | URL): boolean {
  return String(program).endsWith(INSPECTION);
}

/**
 * From now on the commands of this process share one that looks at files. Each would start its own and end it, which takes
 * longer than to look.
 */
export function shareInspection(): void {
  const { fork } = childProcess;
  let inspector: ReturnType<typeof fork> | undefined;
  childProcess.fork = new Proxy(fork, {
    apply(target, self, given: Parameters<typeof fork>) {
      if (isInspection(given[0]) && inspector?.connected === true) return inspector;
      const started: ReturnType<typeof fork> = Reflect.apply(target, self, given);
      if (!isInspection(given[0])) return started;
      started.setMaxListeners(0);
      started.kill = () => true;
      inspector = started;
      return started;
    },
  });
  syncBuiltinESMExports();
}
