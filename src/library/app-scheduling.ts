import { channel } from 'node:diagnostics_channel';
import { type LiveJob, serviceOf, waitOf } from '../cluster/primary/live-job.ts';
import { ObservedScheduling } from '../cluster/primary/observed-scheduling.ts';
import type { AnswersKept } from '../cluster/type-answers.ts';
import type { LiveRun, RequestToPrimary } from '../cluster/wire/messages.ts';
import type { Outcome } from '../contract/job.ts';

/** Published when a job arrives, and when it is answered. */
export interface QueueEvent {
  /** Jobs that wait for a worker. */
  readonly waiting: number;
  /** Jobs that were sent to a worker. */
  readonly running: number;
}

const queue = channel('cluster-scheduling-bench:queue');

/** An app's scheduling: the bench's, and what an operator wants to know of it. */
export class AppScheduling extends ObservedScheduling {
  /** For a bench; undefined where none measures. */
  kept: AnswersKept | undefined;

  override requested(request: RequestToPrimary): boolean {
    const isNew = super.requested(request);
    if (queue.hasSubscribers) queue.publish(this.queue);
    return isNew;
  }

  override settled(job: LiveJob, outcome: Outcome, reason: string, run: LiveRun | undefined): void {
    const waitMs = waitOf(job, run);
    const serviceMs = serviceOf(run);
    this.kept?.answered(
      job.demand.type,
      outcome,
      run?.error || reason,
      serviceMs < 0 ? undefined : { atMs: job.arrivalMs, waitMs, serviceMs },
    );
    super.settled(job, outcome, reason, run);
    if (queue.hasSubscribers) queue.publish(this.queue);
  }
}
