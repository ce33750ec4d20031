import type { JobLog } from '../../contract/define-job.ts';
import { type JobFile, loadJobs } from '../../jobs/loaded-job.ts';
import type { LogLevel } from '../settings.ts';
import { guardProcess } from './guard-process.ts';
import type { Jobs } from './jobs.ts';

/** What pino calls its levels. */
const LEVELS = { info: 30, warn: 40, error: 50 } as const;

/**
 * Loads jobs and waits for their `setup`. Rejects with one sentence if one cannot be run. What they write to the console, or
 * to their log, is a line of log on stderr; none where only errors of the cluster are to be heard, as in a measured run.
 */
export async function prepareJobs(
  files: readonly JobFile[],
  worker: number,
  logLevel: LogLevel,
): Promise<Jobs> {
  const isQuiet = logLevel === 'error' || logLevel === 'silent';
  const logOf = (job?: string): JobLog => {
    const say = (level: number, what: readonly unknown[]) => {
      if (isQuiet) return;
      const msg = what.map(textOf).join(' ');
      process.stderr.write(`${JSON.stringify({ level, time: Date.now(), worker, job, msg })}\n`);
    };
    return {
      info: (...what) => say(LEVELS.info, what),
      warn: (...what) => say(LEVELS.warn, what),
      error: (...what) => say(LEVELS.error, what),
    };
  };
  const { info, warn, error } = logOf();
  Object.assign(globalThis.console, { log: info, info, debug: info, trace: info, warn, error });
  guardProcess();
  const byName = await loadJobs(files);
  await Promise.all([...byName.values()].map((job) => job.setup()));
  return { byName, logOf };
}

function textOf(what: unknown): string {
  if (typeof what === 'string') return what;
  if (what instanceof Error) return what.stack ?? what.message;
  try {
    return JSON.stringify(what) ?? String(what);
  } catch {
    return String(what);
  }
}
