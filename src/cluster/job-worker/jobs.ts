import type { JobLog } from '../../contract/define-job.ts';
import type { LoadedJob } from '../../jobs/loaded-job.ts';

/** What a process needs to run jobs of files. */
export interface Jobs {
  readonly byName: ReadonlyMap<string, LoadedJob>;
  logOf(job: string): JobLog;
}

const QUIET: JobLog = { info() {}, warn() {}, error() {} };

/** For a process that runs timed jobs only. */
export const NO_JOBS: Jobs = { byName: new Map(), logOf: () => QUIET };
