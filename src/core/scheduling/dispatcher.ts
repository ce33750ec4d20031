import type { LoadReport, Outcome } from '../../contract/job.ts';
import { GuardedCluster } from './guarded-cluster.ts';
import { GuardedStrategy } from './guarded-strategy.ts';
import { Handover } from './handover.ts';
import type { Host } from './host.ts';
import { JobLedger } from './job-ledger.ts';
import { type JobDemand, JobRecord } from './job-record.ts';
import { Rights } from './rights.ts';
import type { Run } from './run.ts';
import type { DispatcherSettings } from './scheduling.ts';
import { StallWatch, whyStalled } from './stall-watch.ts';
import { StrategyRefused } from './strategy-failure.ts';
import type { Tally } from './tally.ts';
import type { WorkerRecord } from './worker-record.ts';
import { WorkerRoster } from './worker-roster.ts';

/**
 * Between a host, which reports events with their time and carries out decisions, and a strategy, which takes them. Pure:
 * no clock, no I/O, the same in every world. A strategy that breaks the contract throws StrategyFailure.
 */
export class Dispatcher<Payload, JobRun extends Run = Run> {
  #settings: DispatcherSettings;
  readonly #host: Host<Payload, JobRun>;
  readonly #rights: Rights;
  #strategy: GuardedStrategy;
  readonly #ledger: JobLedger<Payload, JobRun>;
  readonly #roster = new WorkerRoster<Payload>();
  readonly workers = this.#roster.present;
  readonly tally: Tally;
  #strategies = 0;
  /** What the strategy sees and does. */
  cluster: GuardedCluster<Payload, JobRun>;
  #askedMs = Number.POSITIVE_INFINITY;
  #stall = new StallWatch();

  constructor(settings: DispatcherSettings, host: Host<Payload, JobRun>, nowMs: number) {
    this.#settings = settings;
    this.#host = host;
    this.#ledger = new JobLedger(host);
    this.tally = this.#ledger.tally;
    this.#rights = new Rights(settings.strategyName, settings.uses);
    this.cluster = this.#clusterFor(settings, nowMs);
    this.#strategy = new GuardedStrategy(settings.strategyName, () => settings.create(this.cluster));
  }

  #clusterFor(settings: DispatcherSettings, nowMs: number): GuardedCluster<Payload, JobRun> {
    const asker = this.#strategies++;
    return new GuardedCluster(settings, this.#host, this.#rights, this.#ledger, this.#roster, asker, nowMs);
  }

  /** Of the event under way, or the last. */
  get nowMs(): number {
    return this.cluster.nowMs;
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
    this.#endTurn(nowMs);
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
    this.#endTurn(nowMs);
    return isCurrent;
  }

  /** Whoever asked for the job is gone. Nothing happens if it is already over. */
  jobCancelled(job: JobRecord<Payload>, nowMs: number): void {
    this.#beginTurn(nowMs);
    if (job.open) this.#giveUp(job, 'cancelled');
    this.#endTurn(nowMs);
  }

  /** `machine`: as in `Worker`. */
  workerJoined(hostId: number, speed: number, nowMs: number, machine = ''): WorkerRecord<Payload> {
    this.#beginTurn(nowMs);
    const worker = this.#roster.join(hostId, this.#settings.window, speed, machine, this.#rights);
    this.#strategy.workerJoined(worker);
    this.#strategy.workerFree(worker);
    this.#endTurn(nowMs);
    return worker;
  }

  /**
   * The worker is gone for good; its jobs are tried elsewhere, or fail after the last time. `loss`: how it was lost, empty if
   * nobody knows; null for one that left in order and had not begun what it was sent.
   */
  workerLeft(worker: WorkerRecord<Payload>, nowMs: number, loss: string | null = ''): void {
    this.cluster.nowMs = nowMs;
    this.#roster.leave(worker);
    const back: JobRecord<Payload>[] = [];
    for (const job of worker.takeJobs()) {
      const isRetried = this.#ledger.giveBack(job, loss);
      if (isRetried) back.push(job);
    }
    this.#strategy.workerLeft(worker);
    this.#expire(nowMs);
    for (const job of back) if (job.open) this.#strategy.jobArrived(job);
    this.#endTurn(nowMs);
  }

  /** The worker may be out of reach: nothing is sent to it until it is not. What it was sent may still come back. */
  workerDoubted(worker: WorkerRecord<Payload>, isDoubted: boolean, nowMs: number): void {
    this.#beginTurn(nowMs);
    worker.doubt(isDoubted);
    this.#ledger.sendNext(worker);
    this.#endTurn(nowMs);
  }

  /** `asker`: as `host.probe` was given it. What an earlier strategy has asked is of no use to this one. */
  probed(worker: WorkerRecord<Payload>, report: LoadReport, asker: number, nowMs: number): void {
    this.#beginTurn(nowMs);
    if (worker.present && asker === this.cluster.asker) this.#strategy.probed(worker, report);
    this.#endTurn(nowMs);
  }

  /** How many jobs other primaries have at each worker, now that they have been asked. */
  countsRead(elsewhere: (worker: WorkerRecord<Payload>) => number, nowMs: number): void {
    this.#beginTurn(nowMs);
    for (const worker of this.workers) worker.elsewhere = elsewhere(worker);
    this.#strategy.countsRead();
    this.#endTurn(nowMs);
  }

  /** The moment asked for by `host.wakeAt` has come (or any other: nothing that is not due happens). */
  timePassed(nowMs: number): void {
    this.#beginTurn(nowMs);
    this.#askedMs = Number.POSITIVE_INFINITY;
    if (this.cluster.wakeMs <= nowMs) {
      this.cluster.wakeMs = Number.POSITIVE_INFINITY;
      this.#strategy.wake();
    }
    this.#endTurn(nowMs);
  }

  /**
   * Another strategy takes over: the workers join it, then all jobs that no worker was sent arrive, in order of arrival. Jobs
   * that were sent run on and are counted. `jobs`: at least all that are open. If the strategy throws meanwhile, nothing that
   * it decided happens, except that what it rejected is rejected; the one before stays, and this throws StrategyRefused.
   */
  use(settings: DispatcherSettings, jobs: Iterable<JobRecord<Payload>>, nowMs: number): void {
    this.#beginTurn(nowMs);
    const before = { settings: this.#settings, cluster: this.cluster, strategy: this.#strategy };
    const handover = new Handover(this.#ledger, this.#roster, jobs);
    try {
      this.#put(settings, this.#clusterFor(settings, nowMs));
      this.#strategy = new GuardedStrategy(settings.strategyName, () => settings.create(this.cluster));
      handover.giveTo(this.#strategy, settings.window);
    } catch (error) {
      this.cluster.retire();
      this.#put(before.settings, before.cluster);
      this.#strategy = before.strategy;
      handover.undo(before.strategy, before.settings.window);
      this.#endTurn(nowMs);
      throw new StrategyRefused(`${(error as Error).message}; ${before.settings.strategyName} goes on`, {
        cause: error,
      });
    }
    before.cluster.retire();
    this.#stall = new StallWatch();
    handover.complete();
    this.#endTurn(nowMs);
  }

  #put(settings: DispatcherSettings, cluster: GuardedCluster<Payload, JobRun>): void {
    this.#settings = settings;
    this.cluster = cluster;
    this.#rights.grant(settings.strategyName, settings.uses);
  }

  // ---- What they lead to ----

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
    this.cluster.nowMs = nowMs;
    this.#expire(nowMs);
  }

  #expire(nowMs: number): void {
    const { deadlines } = this.#ledger;
    for (let job = deadlines.due(nowMs); job; job = deadlines.due(nowMs)) this.#giveUp(job, 'timedOut');
  }

  #endTurn(nowMs: number): void {
    const { tally, workers } = this;
    const { toOffer } = this.cluster;
    for (let worker = toOffer.pop(); worker; worker = toOffer.pop()) {
      if (worker.present) this.#strategy.workerFree(worker);
    }
    if (tally.open + tally.settled !== tally.arrived) throw new Error(tally.faults().join('; '));
    const { wakeMs } = this.cluster;
    let nextMs = Math.min(this.#ledger.deadlines.nextMs, wakeMs);
    // With nothing held it cannot have stalled: most events end here.
    if (tally.held > 0 || this.#stall.dueMs !== Number.POSITIVE_INFINITY) {
      this.#stall.update(tally, workers.length, wakeMs, nowMs);
      if (nowMs >= this.#stall.dueMs) this.cluster.broken(whyStalled(tally, this.#ledger.deadlines));
      nextMs = Math.min(nextMs, this.#stall.dueMs);
    }
    if (nextMs < this.#askedMs) {
      this.#askedMs = nextMs;
      this.#host.wakeAt(nextMs);
    }
  }
}
