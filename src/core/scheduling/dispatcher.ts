import type { Job, LoadReport, Outcome, Worker } from '../../contract/job.ts';
import type { Cluster } from '../../contract/strategy.ts';
import { GuardedStrategy } from './guarded-strategy.ts';
import type { Host } from './host.ts';
import { JobLedger } from './job-ledger.ts';
import { type JobDemand, JobRecord } from './job-record.ts';
import { Rights } from './rights.ts';
import type { Run } from './run.ts';
import type { BoundedScheduling } from './scheduling.ts';
import { STALL_LIMIT_MS, StallWatch } from './stall-watch.ts';
import { StrategyFailure } from './strategy-failure.ts';
import type { Tally } from './tally.ts';
import type { WorkerRecord } from './worker-record.ts';
import { WorkerRoster } from './worker-roster.ts';

export interface DispatcherSettings extends BoundedScheduling {
  /** The strategy's own stream, uniform in [0, 1). */
  readonly random: () => number;
}

/**
 * Between a host, which reports events with their time and carries out decisions, and a strategy, which takes them. Pure:
 * no clock, no I/O, the same in every world. A strategy that breaks the contract throws StrategyFailure.
 */
export class Dispatcher<Payload, JobRun extends Run = Run> implements Cluster {
  readonly #settings: DispatcherSettings;
  readonly #host: Host<Payload, JobRun>;
  readonly #rights: Rights;
  readonly #strategy: GuardedStrategy;
  readonly #ledger: JobLedger<Payload, JobRun>;
  readonly #roster = new WorkerRoster<Payload>();
  /** Workers that were assigned a closed job during the strategy's turn and so still have room. */
  readonly #toOffer: WorkerRecord<Payload>[] = [];
  readonly workers = this.#roster.present;
  readonly tally: Tally;
  #nowMs = 0;
  #wakeMs = Number.POSITIVE_INFINITY;
  #askedMs = Number.POSITIVE_INFINITY;
  readonly #stall = new StallWatch();

  constructor(settings: DispatcherSettings, host: Host<Payload, JobRun>, nowMs: number) {
    this.#nowMs = nowMs;
    this.#settings = settings;
    this.#host = host;
    this.#ledger = new JobLedger(host);
    this.tally = this.#ledger.tally;
    this.#rights = new Rights(settings.strategyName, settings.uses);
    this.#strategy = new GuardedStrategy(settings.strategyName, () => settings.create(this));
  }

  // ---- Events, told by the host ----

  /** The id of the next job that arrives. */
  get nextJobId(): number {
    return this.tally.arrived;
  }

  jobArrived(demand: JobDemand, sizeMs: number, payload: Payload, nowMs: number): JobRecord<Payload> {
    this.#beginTurn(nowMs);
    const job = new JobRecord(this.nextJobId, nowMs, demand, sizeMs, payload, this.#rights);
    this.tally.arrived++;
    this.tally.held++;
    if (this.#ledger.waiting(this.workers.length) > this.#settings.queueLimit) {
      this.#ledger.settle(job, 'rejected', 'the queue is full');
    } else {
      this.#ledger.deadlines.watch(job);
      this.#strategy.jobArrived(job);
    }
    this.#endTurn();
    return job;
  }

  /**
   * A worker, named as the host does, gave a job back; undefined for one that the host does not know any more. Returns false,
   * and counts it, if that attempt is not one the worker was running.
   */
  jobFinished(
    job: JobRecord<Payload> | undefined,
    hostId: number,
    attempt: number,
    run: JobRun,
    nowMs: number,
  ): boolean {
    this.#beginTurn(nowMs);
    const worker = job?.worker;
    const isCurrent = worker?.hostId === hostId && job?.stage === 'sent' && job.attempt === attempt;
    if (!isCurrent) this.tally.staleReplies++;
    else {
      if (this.#rights.latency) job.ranMs = run.serviceMs;
      this.#ledger.returned(job, worker, run);
      this.#leftWorker(job, worker);
    }
    this.#endTurn();
    return isCurrent;
  }

  /** Whoever asked for the job is gone. Nothing happens if it is already over. */
  jobCancelled(job: JobRecord<Payload>, nowMs: number): void {
    this.#beginTurn(nowMs);
    if (job.open) this.#giveUp(job, 'cancelled');
    this.#endTurn();
  }

  workerJoined(hostId: number, speed: number, nowMs: number): WorkerRecord<Payload> {
    this.#beginTurn(nowMs);
    const worker = this.#roster.join(hostId, this.#settings.window, speed, this.#rights);
    this.#strategy.workerJoined(worker);
    this.#strategy.workerFree(worker);
    this.#endTurn();
    return worker;
  }

  /** The worker is gone for good; its jobs are tried elsewhere, or fail after the third time. */
  workerLeft(worker: WorkerRecord<Payload>, nowMs: number): void {
    this.#nowMs = nowMs;
    this.#roster.leave(worker);
    const back: JobRecord<Payload>[] = [];
    for (const job of worker.takeJobs()) {
      const isRetried = this.#ledger.giveBack(job);
      if (isRetried) back.push(job);
    }
    this.#strategy.workerLeft(worker);
    this.#expire();
    for (const job of back) if (job.open) this.#strategy.jobArrived(job);
    this.#endTurn();
  }

  probed(worker: WorkerRecord<Payload>, report: LoadReport, nowMs: number): void {
    this.#beginTurn(nowMs);
    if (worker.present) this.#strategy.probed(worker, report);
    this.#endTurn();
  }

  /** How many jobs other primaries have at each worker, now that they have been asked. */
  countsRead(elsewhere: (worker: WorkerRecord<Payload>) => number, nowMs: number): void {
    this.#beginTurn(nowMs);
    for (const worker of this.workers) worker.elsewhere = elsewhere(worker);
    this.#strategy.countsRead();
    this.#endTurn();
  }

  /** The moment asked for by `host.wakeAt` has come (or any other: nothing that is not due happens). */
  timePassed(nowMs: number): void {
    this.#beginTurn(nowMs);
    this.#askedMs = Number.POSITIVE_INFINITY;
    if (this.#wakeMs <= nowMs) {
      this.#wakeMs = Number.POSITIVE_INFINITY;
      this.#strategy.wake();
    }
    this.#endTurn();
  }

  // ---- Commands, given by the strategy ----

  get heldJobs(): number {
    return this.tally.held;
  }

  workerAt(index: number): WorkerRecord<Payload> {
    return this.#roster.at(index) ?? this.#break(`names worker ${index}, which is not there`);
  }

  assign(given: Job, to: Worker): void {
    const job = given as JobRecord<Payload>;
    const worker = to as WorkerRecord<Payload>;
    if (worker === undefined || this.#roster.at(worker.index) !== worker)
      this.#break(`assigns job ${job.id} to a worker that is not there`);
    // A worker that left is heard of before what has expired meanwhile.
    if (job.open && job.arrivalMs + job.demand.timeoutMs <= this.#nowMs) this.#giveUp(job, 'timedOut');
    if (!job.open) {
      this.#toOffer.push(worker);
      return;
    }
    if (job.stage !== 'held') this.#break(`assigns job ${job.id} twice`);
    this.#ledger.assign(job, worker);
  }

  reject(given: Job, reason: string): void {
    const job = given as JobRecord<Payload>;
    if (job.outcome !== undefined) return;
    if (job.stage !== 'held') this.#break(`rejects job ${job.id} after assigning it`);
    this.#ledger.settle(job, 'rejected', reason);
  }

  probe(to: Worker): void {
    if (!this.#rights.probe) this.#rights.refuse('cluster.probe', "'probe'");
    const worker = to as WorkerRecord<Payload>;
    if (worker.present) this.#host.probe(worker);
  }

  wakeAfter(ms: number): void {
    if (!(ms >= 0)) this.#break(`asks to be woken after ${ms} ms`);
    this.#wakeMs = this.#nowMs + ms;
  }

  now(): number {
    return this.#nowMs;
  }

  random(): number {
    return this.#settings.random();
  }

  // ---- What both lead to ----

  /** Answers an open job without a result, wherever it is. */
  #giveUp(job: JobRecord<Payload>, outcome: 'timedOut' | 'cancelled'): void {
    const { stage, worker } = job;
    this.#ledger.settle(job, outcome, '');
    if (worker === undefined) return;
    if (stage === 'bound') {
      worker.forgetClosed();
      this.#leftWorker(job, worker);
    } else this.#ledger.overdue(job, worker);
  }

  #leftWorker(job: JobRecord<Payload>, worker: WorkerRecord<Payload>): void {
    job.stage = 'gone';
    job.worker = undefined;
    worker.own--;
    this.#ledger.sendNext(worker);
    this.#strategy.jobFinished(job, worker, job.outcome as Outcome);
    this.#strategy.workerFree(worker);
  }

  /** Time comes first in every event: a timer may be late, but what has expired must not be run or answered with a result. */
  #beginTurn(nowMs: number): void {
    this.#nowMs = nowMs;
    this.#expire();
  }

  #expire(): void {
    const { deadlines } = this.#ledger;
    for (let job = deadlines.due(this.#nowMs); job; job = deadlines.due(this.#nowMs))
      this.#giveUp(job, 'timedOut');
  }

  #endTurn(): void {
    for (let worker = this.#toOffer.pop(); worker; worker = this.#toOffer.pop()) {
      if (worker.present) this.#strategy.workerFree(worker);
    }
    if (this.tally.open + this.tally.settled !== this.tally.arrived)
      throw new Error(this.tally.faults().join('; '));
    this.#stall.update(this.tally, this.workers.length, this.#wakeMs, this.#nowMs);
    if (this.#nowMs >= this.#stall.dueMs) this.#breakStalled();
    const nextMs = Math.min(this.#ledger.deadlines.nextMs, this.#wakeMs, this.#stall.dueMs);
    if (nextMs < this.#askedMs) {
      this.#askedMs = nextMs;
      this.#host.wakeAt(nextMs);
    }
  }

  #breakStalled(): never {
    const job = this.#ledger.deadlines.due(Number.POSITIVE_INFINITY);
    const which = job === undefined ? '' : `, job ${job.id} among them,`;
    this.#break(
      `holds ${this.heldJobs} jobs${which} while all workers have been idle for ${STALL_LIMIT_MS / 1000} s`,
    );
  }

  #break(what: string): never {
    throw new StrategyFailure(`strategy ${this.#settings.strategyName} ${what}`);
  }
}
