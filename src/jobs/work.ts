/** What a job worker is asked to run. */
export type Work = TimedWork | JobWork;

/** A stand-in of a given length. */
export interface TimedWork {
  readonly runs: 'sleep' | 'spin';
  readonly sizeMs: number;
}

/** A job of a file. `params` is JSON text that only the job's worker reads. */
export interface JobWork {
  readonly runs: 'job';
  readonly job: string;
  readonly params: string;
}
