import type { Outcome } from '../../contract/job.ts';
import type { Dispatcher } from '../../core/scheduling/dispatcher.ts';
import type { JobRecord } from '../../core/scheduling/job-record.ts';
import type { WorkerRecord } from '../../core/scheduling/worker-record.ts';

export interface FaultyJob {
  readonly sizeMs: number;
  readonly poisonous: boolean;
}
export type WatchedJob = JobRecord<FaultyJob>;
export type WatchedWorker = WorkerRecord<FaultyJob>;

/** A promise that was not kept. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** What is known of a job from outside: only from what was told and what was seen. */
interface Account {
  readonly deadlineMs: number;
  outcome: Outcome | undefined;
  /** The attempt that was sent last, and to whom; undefined while it is at no worker. */
  sent: { readonly attempt: number; readonly worker: WatchedWorker } | undefined;
}

/** Keeps its own books beside the dispatcher's, from the messages alone, and breaks off where a promise is broken. */
export class Promises {
  /** Of the strategy in charge. */
  window: number;
  readonly #queueLimit: number;
  readonly #timeoutMs: number;
  readonly #jobs = new Map<WatchedJob, Account>();
  readonly #atWorker = new Map<WatchedWorker, Set<WatchedJob>>();
  readonly #gone = new Set<WatchedWorker>();
  /** The reply that is being handed over just now, and whether it is to what runs. */
  #reply: { readonly job: WatchedJob; readonly isCurrent: boolean } | undefined;
  /** Until when the primary stood still: nobody answers meanwhile. */
  stoodStillUntilMs = 0;
  /** They may be out of reach: nothing may be sent to them. */
  readonly doubted = new Set<WatchedWorker>();
  accepted = 0;

  constructor(window: number, queueLimit: number, timeoutMs: number) {
    this.window = window;
    this.#queueLimit = queueLimit;
    this.#timeoutMs = timeoutMs;
  }

  sent(job: WatchedJob, worker: WatchedWorker, nowMs: number): void {
    if (this.#gone.has(worker)) broken(`job ${job.id} was sent to a worker that is gone`);
    if (this.doubted.has(worker)) broken(`job ${job.id} was sent to a worker that may be out of reach`);
    const at = this.#atWorker.get(worker) ?? new Set();
    this.#atWorker.set(worker, at);
    const account = this.#accountOf(job);
    if (account.outcome !== undefined) broken(`job ${job.id} was sent though it had been answered`);
    if (nowMs >= account.deadlineMs) broken(`job ${job.id} was sent after its deadline`);
    if (account.sent !== undefined) broken(`job ${job.id} was sent twice at the same time`);
    account.sent = { attempt: job.attempt, worker };
    at.add(job);
    if (at.size > this.window)
      broken(`worker ${worker.index} was sent ${at.size} jobs, its window is ${this.window}`);
  }

  /** After the dispatcher has been told. */
  arrived(job: WatchedJob, { tally, workers }: Dispatcher<FaultyJob>): void {
    this.#accountOf(job);
    const waiting = tally.held + tally.bound + Math.max(0, tally.sent - workers.length);
    if (job.open && waiting > this.#queueLimit)
      broken(`job ${job.id} was let in as one of ${waiting} that wait, ${this.#queueLimit} may`);
  }

  /** Hands a reply over by `accept`, and says, as that does, whether it was taken. */
  replied(job: WatchedJob, attempt: number, worker: number, accept: () => boolean): boolean {
    const account = this.#accountOf(job);
    const { sent } = account;
    const isCurrent = sent !== undefined && sent.attempt === attempt && sent.worker.hostId === worker;
    if (isCurrent) {
      // Its place may be given to the next before this is over.
      this.#atWorker.get(sent.worker)?.delete(job);
      account.sent = undefined;
    }
    this.#reply = { job, isCurrent };
    const taken = accept();
    this.#reply = undefined;
    if (taken && !isCurrent) broken(`a stale reply was accepted: attempt ${attempt} of job ${job.id}`);
    if (!taken && isCurrent) broken(`a good reply was refused: attempt ${attempt} of job ${job.id}`);
    return taken;
  }

  settled(job: WatchedJob, outcome: Outcome, nowMs: number): void {
    const account = this.#accountOf(job);
    if (account.outcome !== undefined)
      broken(`job ${job.id} was answered twice: ${account.outcome}, then ${outcome}`);
    account.outcome = outcome;
    if (nowMs > Math.max(account.deadlineMs, this.stoodStillUntilMs) + 1e-6)
      broken(`job ${job.id} was answered ${(nowMs - account.deadlineMs).toFixed(3)} ms after its deadline`);
    if (outcome !== 'ok') return;
    this.accepted++;
    if (this.#reply?.job !== job || !this.#reply.isCurrent)
      broken(`job ${job.id} is ok without a reply to the attempt that was running`);
    if (nowMs >= account.deadlineMs) broken(`job ${job.id} is ok after its deadline`);
  }

  /** After the dispatcher has been told: nothing that was at the worker may be forgotten. */
  left(worker: WatchedWorker): void {
    const had = this.#atWorker.get(worker) ?? new Set();
    this.#atWorker.delete(worker);
    for (const job of had) {
      const account = this.#accountOf(job);
      if (
        account.outcome === undefined &&
        account.sent === undefined &&
        job.stage !== 'held' &&
        job.stage !== 'bound'
      )
        broken(`job ${job.id} was lost with worker ${worker.index}`);
    }
  }

  /** Before the dispatcher is told that a worker is gone: its jobs may be sent again from then on. */
  leaving(worker: WatchedWorker): void {
    this.#gone.add(worker);
    for (const job of this.#atWorker.get(worker) ?? []) this.#accountOf(job).sent = undefined;
  }

  /** After every event. */
  check({ tally, workers }: Dispatcher<FaultyJob>): void {
    const faults = tally.faults();
    if (faults.length > 0) broken(faults.join('; '));
    for (const worker of workers as readonly WatchedWorker[]) {
      const at = this.#atWorker.get(worker)?.size ?? 0;
      if (worker.sentCount !== at)
        broken(`worker ${worker.index} counts ${worker.sentCount} jobs as sent, ${at} are there`);
      if (worker.own < at)
        broken(`worker ${worker.index} counts ${worker.own} jobs, ${at} are there: freed twice`);
    }
  }

  /** When nothing goes wrong any more and everything has had its time. */
  checkEnd({ tally, workers }: Dispatcher<FaultyJob>, seats: number): void {
    const open = [...this.#jobs].filter(([, { outcome }]) => outcome === undefined).map(([job]) => job.id);
    if (open.length > 0) broken(`never answered: jobs ${open.join(', ')}`);
    if (tally.overdue !== 0) broken(`${tally.overdue} jobs are still counted at workers`);
    if (workers.length !== seats) broken(`${workers.length} of ${seats} workers are there`);
    for (const worker of workers as readonly WatchedWorker[])
      if (worker.own !== 0) broken(`worker ${worker.index} still counts ${worker.own} jobs`);
  }

  /** The books of a job begin when it is first heard of, which may be within its own arrival. */
  #accountOf(job: WatchedJob): Account {
    let account = this.#jobs.get(job);
    if (account === undefined) {
      account = { deadlineMs: job.arrivalMs + this.#timeoutMs, outcome: undefined, sent: undefined };
      this.#jobs.set(job, account);
    }
    return account;
  }
}

function broken(what: string): never {
  throw new BrokenPromise(what);
}
