import type { Outcome } from '../../contract/job.ts';
import type { GuardedStrategy } from './guarded-strategy.ts';
import type { JobLedger } from './job-ledger.ts';
import type { JobRecord } from './job-record.ts';
import type { Run } from './run.ts';
import type { WorkerRecord } from './worker-record.ts';
import type { WorkerRoster } from './worker-roster.ts';

/**
 * All workers, and all jobs that wait, on their way from one strategy to the next. A new strategy is given them as at the
 * start of a trial. What it decides meanwhile is bound but not sent, so that it can be undone.
 */
export class Handover<Payload, JobRun extends Run> {
  readonly #ledger: JobLedger<Payload, JobRun>;
  readonly #roster: WorkerRoster<Payload>;
  readonly #workers: readonly WorkerRecord<Payload>[];
  /** By worker: the jobs that waited for it. */
  readonly #bound: readonly (readonly JobRecord<Payload>[])[];
  readonly #waiting: readonly JobRecord<Payload>[];

  /** `jobs`: at least all that are open, in any order. */
  constructor(
    ledger: JobLedger<Payload, JobRun>,
    roster: WorkerRoster<Payload>,
    jobs: Iterable<JobRecord<Payload>>,
  ) {
    const waiting = [...jobs].filter(({ stage }) => stage === 'held' || stage === 'bound');
    const { held, bound } = ledger.tally;
    if (waiting.length !== held + bound)
      throw new Error(`${waiting.length} waiting jobs were handed over, there are ${held + bound}`);
    this.#waiting = waiting.sort((a, b) => a.id - b.id);
    this.#ledger = ledger;
    this.#roster = roster;
    this.#workers = roster.vacate();
    this.#bound = this.#workers.map((worker) => ledger.holdBound(worker));
  }

  /** The workers join one by one, then the jobs arrive in their order. */
  giveTo(strategy: GuardedStrategy, window: number): void {
    for (const worker of this.#workers) worker.holdBack(window);
    for (const worker of this.#workers) {
      this.#roster.putBack(worker);
      strategy.workerJoined(worker);
      strategy.workerFree(worker);
    }
    for (const job of this.#waiting) if (job.open) strategy.jobArrived(job);
  }

  /** Sends what the new strategy has decided. */
  complete(): void {
    for (const worker of this.#workers) {
      worker.letSend();
      this.#ledger.sendNext(worker);
    }
  }

  /** Gives all back to the strategy that had it before. What the new one has rejected stays so. */
  undo(strategy: GuardedStrategy, window: number): void {
    for (const worker of this.#workers) {
      this.#ledger.holdBound(worker);
      worker.holdBack(window);
    }
    this.#roster.vacate();
    for (const worker of this.#workers) this.#roster.putBack(worker);
    this.#eachBound((job, worker) => {
      if (job.open) this.#ledger.assign(job, worker);
    });
    this.complete();
    this.#eachBound((job, worker) => {
      if (!job.open) strategy.jobFinished(job, worker, job.outcome as Outcome);
    });
  }

  #eachBound(act: (job: JobRecord<Payload>, worker: WorkerRecord<Payload>) => void): void {
    this.#workers.forEach((worker, i) => {
      for (const job of this.#bound[i] as readonly JobRecord<Payload>[]) act(job, worker);
    });
  }
}
