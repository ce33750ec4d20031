import type { Job, Worker } from '../../contract/job.ts';
import type { Cluster } from '../../contract/strategy.ts';
import type { Host } from './host.ts';
import type { JobLedger } from './job-ledger.ts';
import type { JobRecord } from './job-record.ts';
import type { Rights } from './rights.ts';
import type { Run } from './run.ts';
import type { DispatcherSettings } from './scheduling.ts';
import { StrategyFailure } from './strategy-failure.ts';
import type { WorkerRecord } from './worker-record.ts';
import { WorkerRoster } from './worker-roster.ts';

/** What a strategy sees and does. A command that breaks the contract throws StrategyFailure. */
export class GuardedCluster<Payload, JobRun extends Run> implements Cluster {
  readonly #settings: DispatcherSettings;
  readonly #host: Host<Payload, JobRun>;
  readonly #rights: Rights;
  readonly #ledger: JobLedger<Payload, JobRun>;
  #roster: WorkerRoster<Payload>;
  /** Which of the dispatcher's strategies this is for, from 0. */
  readonly asker: number;
  #retired = false;
  readonly workers: readonly WorkerRecord<Payload>[];
  /** Workers that were assigned a closed job during the strategy's turn and so still have room. */
  readonly toOffer: WorkerRecord<Payload>[] = [];
  /** Of the event under way, or the last. A number from the start: otherwise V8 allocates one for each event. */
  nowMs = Number.NaN;
  /** When the strategy wants to be woken; Infinity without such a wish. */
  wakeMs = Number.POSITIVE_INFINITY;

  constructor(
    settings: DispatcherSettings,
    host: Host<Payload, JobRun>,
    rights: Rights,
    ledger: JobLedger<Payload, JobRun>,
    roster: WorkerRoster<Payload>,
    asker: number,
    nowMs: number,
  ) {
    this.#settings = settings;
    this.#host = host;
    this.#rights = rights;
    this.#ledger = ledger;
    this.#roster = roster;
    this.asker = asker;
    this.workers = roster.present;
    this.nowMs = nowMs;
  }

  /** Another strategy is in charge. Whatever this one still commands, from a timer of its own for example, does nothing. */
  retire(): void {
    this.#retired = true;
    // So `assign` knows no worker any more, and a strategy in charge pays for no check.
    this.#roster = new WorkerRoster();
  }

  get heldJobs(): number {
    return this.#ledger.tally.held;
  }

  workerAt(index: number): WorkerRecord<Payload> {
    return this.#roster.at(index) ?? this.broken(`names worker ${index}, which is not there`);
  }

  assign(given: Job, to: Worker): void {
    const job = given as JobRecord<Payload>;
    const worker = to as WorkerRecord<Payload>;
    if (worker === undefined || this.#roster.at(worker.index) !== worker) {
      if (this.#retired) return;
      this.broken(`assigns job ${job.id} to a worker that is not there`);
    }
    // A worker that left is heard of before what has expired meanwhile.
    if (job.open && job.stage === 'held' && job.arrivalMs + job.demand.timeoutMs <= this.nowMs)
      this.#ledger.settle(job, 'timedOut', '');
    if (!job.open) {
      this.toOffer.push(worker);
      return;
    }
    if (job.stage !== 'held') this.broken(`assigns job ${job.id} twice`);
    this.#ledger.assign(job, worker);
  }

  reject(given: Job, reason: string): void {
    const job = given as JobRecord<Payload>;
    if (job.outcome !== undefined || this.#retired) return;
    if (job.stage !== 'held') this.broken(`rejects job ${job.id} after assigning it`);
    this.#ledger.settle(job, 'rejected', reason);
  }

  probe(to: Worker): void {
    if (this.#retired) return;
    if (!this.#rights.probe) this.#rights.refuse('cluster.probe', "'probe'");
    const worker = to as WorkerRecord<Payload>;
    if (worker.present) this.#host.probe(worker, this.asker);
  }

  wakeAfter(ms: number): void {
    if (!(ms >= 0)) this.broken(`asks to be woken after ${ms} ms`);
    this.wakeMs = this.nowMs + ms;
  }

  now(): number {
    return this.nowMs;
  }

  random(): number {
    return this.#settings.random();
  }

  broken(what: string): never {
    throw new StrategyFailure(`strategy ${this.#settings.strategyName} ${what}`);
  }
}
