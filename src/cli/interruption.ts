import { watchLauncher } from '../processes/launcher.ts';
import { EXIT } from './exit-code.ts';

export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code for the signal; undefined before one arrives. */
  readonly code: number | undefined;
  forget(): void;
}

/**
 * Turns the first Ctrl-C or SIGTERM into an abort, so that the command can save its results. A second one exits at once.
 * If npm started the command, the end of npm counts as the first SIGTERM. After a signal it is ignored, because npm may
 * exit on Ctrl-C itself.
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
