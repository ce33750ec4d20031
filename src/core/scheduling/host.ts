import type { Outcome } from '../../contract/job.ts';
import type { JobRecord } from './job-record.ts';
import type { Run } from './run.ts';
import type { WorkerRecord } from './worker-record.ts';

/** The world a dispatcher runs in: carries out what it decides. None of these may call back into the dispatcher at once. */
export interface Host<Payload, JobRun extends Run = Run> {
  /** Run this attempt of the job on the worker. */
  send(job: JobRecord<Payload>, worker: WorkerRecord<Payload>): void;
  /**
   * Answer the request; called exactly once a job. `reason` explains a rejection or failure. `run` is the attempt whose result
   * that is; undefined if none was taken.
   */
  settled(job: JobRecord<Payload>, outcome: Outcome, reason: string, run: JobRun | undefined): void;
  /** The job was answered while it ran: the worker may stop it. */
  cancel(job: JobRecord<Payload>, worker: WorkerRecord<Payload>): void;
  /** Ask the worker for a load report, to be given to `probed` together with `asker`. */
  probe(worker: WorkerRecord<Payload>, asker: number): void;
  /** Call `timePassed` at this moment; replaces an earlier wish. */
  wakeAt(ms: number): void;
}
