import { channel } from 'node:diagnostics_channel';
import type { LiveJob } from '../cluster/primary/live-job.ts';
import { PrimaryScheduling } from '../cluster/primary/primary-scheduling.ts';
import type { AnswersKept } from '../cluster/type-answers.ts';
import type { LiveRun, RequestToPrimary } from '../cluster/wire/messages.ts';
import type { Outcome } from '../contract/job.ts';
import { TypesLedger } from './type-stats.ts';

/** Published when a job arrives, and when it is answered. */
export interface QueueEvent {
  /** Jobs that wait for a worker. */
  readonly waiting: number;
  /** Jobs that were sent to a worker. */
  readonly running: number;
}

const queue = channel('cluster-scheduling-bench:queue');

/** An app's scheduling: the bench's, and what an operator wants to know of it. */
export class AppScheduling extends PrimaryScheduling {
  readonly types = new TypesLedger();
  /** For a bench; undefined where none measures. */
  kept: AnswersKept | undefined;

  override requested(request: RequestToPrimary): boolean {
    const isNew = super.requested(request);
    if (queue.hasSubscribers) queue.publish(this.queue);
    return isNew;
  }

  override settled(job: LiveJob, outcome: Outcome, reason: string, run: LiveRun | undefined): void {
    const started = run !== undefined && run.startedMs > 0;
    const waitMs = started ? run.startedMs - job.arrivalMs : -1;
    const serviceMs = started ? run.serviceMs : -1;
    this.types.answered(job.demand.type, outcome, waitMs, serviceMs);
    this.kept?.answered(
      job.demand.type,
      outcome,
      run?.error || reason,
      started ? { atMs: job.arrivalMs, waitMs, serviceMs } : undefined,
    );
    super.settled(job, outcome, reason, run);
    if (queue.hasSubscribers) queue.publish(this.queue);
  }

  get queue(): QueueEvent {
    const { held, bound, sent } = this.tally;
    return { waiting: held + bound, running: sent };
  }
}
