import type { Outcome } from '../../contract/job.ts';
import { Deadlines } from './deadlines.ts';
import type { Host } from './host.ts';
import type { JobRecord } from './job-record.ts';
import type { Run } from './run.ts';
import { Tally } from './tally.ts';
import type { WorkerRecord } from './worker-record.ts';

/** A job whose worker was lost this many times is given up, unless it says fewer: it may be what kills them. */
export const MAX_ATTEMPTS = 3;

/**
 * Where every job is: held → bound → sent → gone, answered exactly once on the way. The only place that moves a job, so
 * that tally, deadlines and host agree at every step.
 */
export class JobLedger<Payload, JobRun extends Run> {
  readonly tally = new Tally();
  readonly deadlines = new Deadlines<Payload>();
  readonly #host: Host<Payload, JobRun>;

  constructor(host: Host<Payload, JobRun>) {
    this.#host = host;
  }

  /** A held job goes to a worker: sent if the window allows, else it waits for its turn in the primary. */
  assign(job: JobRecord<Payload>, worker: WorkerRecord<Payload>): void {
    this.tally.held--;
    job.worker = worker;
    worker.own++;
    if (worker.boundCount === 0 && worker.canBeSent) {
      worker.addSent(job);
      this.#send(job, worker);
      return;
    }
    job.stage = 'bound';
    this.tally.bound++;
    worker.bind(job);
    this.sendNext(worker);
  }

  /** Sends what is bound to the worker, as far as the window allows. */
  sendNext(worker: WorkerRecord<Payload>): void {
    while (worker.canBeSent) {
      const job = worker.sendNext();
      if (job === undefined) return;
      this.tally.bound--;
      this.#send(job, worker);
    }
  }

  #send(job: JobRecord<Payload>, worker: WorkerRecord<Payload>): void {
    job.stage = 'sent';
    this.tally.sent++;
    this.#host.send(job, worker);
  }

  /** The worker gave a sent job back. One that had been answered meanwhile is late: its result is dropped. */
  returned(job: JobRecord<Payload>, worker: WorkerRecord<Payload>, run: JobRun): void {
    worker.removeSent(job);
    if (job.outcome === undefined) this.settle(job, run.ok ? 'ok' : 'failed', '', run);
    else {
      this.tally.lateReplies++;
      this.tally.overdue--;
    }
  }

  /** Answers an open job, wherever it is. `run`: the attempt that decided it, if one did. */
  settle(job: JobRecord<Payload>, outcome: Outcome, reason: string, run?: JobRun): void {
    if (job.stage === 'held') {
      this.tally.held--;
      job.stage = 'gone';
    } else if (job.stage === 'bound') this.tally.bound--;
    else this.tally.sent--;
    this.tally.settled++;
    this.tally.outcomes[outcome]++;
    job.outcome = outcome;
    this.deadlines.forget(job);
    this.#host.settled(job, outcome, reason, run);
  }

  /** Its request is answered, but its worker has to give it up yet. */
  overdue(job: JobRecord<Payload>, worker: WorkerRecord<Payload>): void {
    this.tally.overdue++;
    this.#host.cancel(job, worker);
  }

  /** The jobs that wait for the worker in the primary, in order; they are held again. */
  holdBound(worker: WorkerRecord<Payload>): JobRecord<Payload>[] {
    const jobs = worker.takeBound();
    for (const job of jobs) {
      job.stage = 'held';
      job.worker = undefined;
    }
    worker.own -= jobs.length;
    this.tally.bound -= jobs.length;
    this.tally.held += jobs.length;
    return jobs;
  }

  /**
   * The job's worker is gone. True if the job is held again, for another try; false if it is over. `loss` is null where
   * the worker left in order, and had not begun what it was sent.
   */
  giveBack(job: JobRecord<Payload>, loss: string | null): boolean {
    const wasSent = job.stage === 'sent';
    job.worker = undefined;
    if (job.outcome !== undefined) {
      if (wasSent) this.tally.overdue--;
      job.stage = 'gone';
      return false;
    }
    if (wasSent) this.tally.sent--;
    else this.tally.bound--;
    job.stage = 'held';
    this.tally.held++;
    if (!wasSent || loss === null) return true;
    const { attempts = MAX_ATTEMPTS } = job.demand;
    if (job.attempt >= attempts) {
      const times = attempts === 1 ? 'once' : `${attempts} times`;
      const how = loss === '' ? '' : `, the last by ${loss}`;
      this.settle(job, 'failed', `poison: its worker was lost ${times}${how}`);
      return false;
    }
    job.attempt++;
    this.tally.retried++;
    return true;
  }

  /** Jobs that wait in the primary, or behind another at one of so many workers (a run without a window is bounded too). */
  waiting(workers: number): number {
    const { held, bound, sent } = this.tally;
    return held + bound + Math.max(0, sent - workers);
  }
}
