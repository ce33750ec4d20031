import type { Outcome } from '../../contract/job.ts';
import { TypesLedger } from '../metrics/type-stats.ts';
import type { LiveRun } from '../wire/messages.ts';
import { type LiveJob, serviceOf, waitOf } from './live-job.ts';
import { PrimaryScheduling } from './primary-scheduling.ts';

/** Scheduling that counts its answers, for an operator. Measured clusters do without. */
export class ObservedScheduling extends PrimaryScheduling {
  readonly types = new TypesLedger();

  override settled(job: LiveJob, outcome: Outcome, reason: string, run: LiveRun | undefined): void {
    const responseMs = this.nowMs - job.arrivalMs;
    this.types.answered(job.demand.type, outcome, responseMs, waitOf(job, run), serviceOf(run));
    super.settled(job, outcome, reason, run);
  }
}
