import { watchLauncher } from '../processes/launcher.ts';
import { EXIT } from './exit-code.ts';

export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code that the signal asks for; undefined while there was none. */
  readonly code: number | undefined;
  forget(): void;
}

/**
 * Turns the first Ctrl-C or SIGTERM into an abort, so that what was measured is kept; a second one ends at once. The end of
 * the npm that runs the command counts as a SIGTERM, unless there has been one of them: npm may end at a Ctrl-C itself.
 */
export function interruption(): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  const end = (exitCode: number) => () => {
    if (code !== undefined) process.exit(exitCode);
    code = exitCode;
    stopWatching();
    controller.abort();
  };
  const onInterrupt = end(EXIT.interrupted);
  const onTerminate = end(EXIT.terminated);
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  const stopWatching = watchLauncher(onTerminate);
  return {
    signal: controller.signal,
    get code() {
      return code;
    },
    forget() {
      stopWatching();
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}
