import { expect } from 'chai';
import type { Outcome } from '../../../src/contract/job.ts';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { Dispatcher } from '../../../src/core/scheduling/dispatcher.ts';
import type { Host } from '../../../src/core/scheduling/host.ts';
import type { JobDemand, JobRecord } from '../../../src/core/scheduling/job-record.ts';
import type { DispatcherSettings } from '../../../src/core/scheduling/scheduling.ts';
import type { WorkerRecord } from '../../../src/core/scheduling/worker-record.ts';
import { checkInvariants } from './invariants.ts';

/** The host's own part of a job: how its request was answered. Exactly one answer once it is over. */
export interface Ticket {
  readonly answers: Outcome[];
  reason: string;
}

export type VirtualJob = JobRecord<Ticket>;
export type VirtualWorker = WorkerRecord<Ticket>;

/** A demand and the size that the dispatcher is told beside it. */
export interface Demand extends JobDemand {
  readonly sizeMs: number;
}

export interface WorldSettings extends Omit<DispatcherSettings, 'random'> {
  readonly seed: number;
}

/** 10 ms of work that never expires. Work without end runs until the test replies for it. */
export const JOB: Demand = { type: 'a', sizeMs: 10, estimateMs: 10, key: '', timeoutMs: Infinity };
export const ENDLESS: Demand = { ...JOB, sizeMs: Infinity };

/** From a question of load to its answer. */
const PROBE_MS = 0.5;

/**
 * A cluster in virtual time around a real dispatcher. A worker runs what it is sent one by one, each job for its size over
 * the worker's speed; it pays no heed to `cancel` and dies silently. After every event all that must always hold is checked.
 */
export class VirtualWorld implements Host<Ticket> {
  readonly dispatcher: Dispatcher<Ticket>;
  readonly jobs: VirtualJob[] = [];
  /** All that the dispatcher decided, in order: `send 3 to 1`, `3 is ok`, `cancel 3 at 1`. */
  readonly decisions: string[] = [];
  nowMs = 0;
  /** The moment of the dispatcher's last wish to be woken; Infinity once it was granted. */
  wakeMs = Infinity;
  /** What a test holds against every event, beside what must always hold. */
  afterEvent = (): void => {};
  readonly #random: () => number;
  #window: number;
  /** By time, equal times in the order in which they were planned. */
  readonly #plans: { readonly atMs: number; readonly happen: () => void }[] = [];
  /** By host id: the speed of each worker, and when it will have run all that it was sent. */
  readonly #machines: { readonly speed: number; freeMs: number }[] = [];

  constructor(settings: WorldSettings) {
    const stream = new RandomStream(settings.seed, 'strategy');
    this.#random = () => stream.next();
    this.#window = settings.window;
    this.dispatcher = new Dispatcher({ ...settings, random: this.#random }, this, 0);
  }

  // ---- What a test makes happen ----

  arrive(demand: Demand): VirtualJob {
    const job = this.dispatcher.jobArrived(demand, demand.sizeMs, { answers: [], reason: '' }, this.nowMs);
    this.jobs.push(job);
    this.#check();
    return job;
  }

  /** Every other is on another machine than the primary, unless the test says more. */
  join(speed = 1, machine?: string): VirtualWorker {
    const hostId = this.#machines.push({ speed, freeMs: 0 }) - 1;
    const host = machine ?? (hostId % 2 === 0 ? '' : 'far');
    const worker = this.dispatcher.workerJoined(hostId, speed, this.nowMs, host);
    this.#check();
    return worker;
  }

  lose(worker: VirtualWorker): void {
    this.dispatcher.workerLeft(worker, this.nowMs);
    this.#check();
  }

  /** Whoever asked for the job goes away. */
  hangUp(job: VirtualJob): void {
    this.dispatcher.jobCancelled(job, this.nowMs);
    this.#check();
  }

  /** A reply for this attempt comes in from the job's worker, or another, whether or not anybody runs it. */
  reply(
    job: VirtualJob,
    attempt: number,
    ok = true,
    serviceMs = this.nowMs - job.arrivalMs,
    hostId = job.worker?.hostId ?? 0,
  ): boolean {
    const accepted = this.dispatcher.jobFinished(job, hostId, attempt, { ok, serviceMs }, this.nowMs);
    this.#check();
    return accepted;
  }

  /** Another strategy takes over. Throws what the dispatcher throws. */
  use(settings: Omit<WorldSettings, 'seed'>): void {
    const before = this.#window;
    this.#window = settings.window;
    try {
      this.dispatcher.use({ ...settings, random: this.#random }, this.jobs, this.nowMs);
    } catch (error) {
      this.#window = before;
      throw error;
    } finally {
      this.#check();
    }
  }

  /** Lets all happen that is due within so many ms. */
  pass(ms: number): void {
    const untilMs = this.nowMs + ms;
    while (this.#nextMs() <= untilMs) this.#step();
    this.nowMs = untilMs;
  }

  /** Lets time pass until every job is over and no worker busy; fails if jobs are left waiting for good. */
  drain(): void {
    const { tally } = this.dispatcher;
    for (let steps = 0; tally.open + tally.overdue > 0; steps++) {
      if (this.#nextMs() === Infinity || steps > 1000 + 20 * this.jobs.length)
        expect.fail(`${tally.held} held, ${tally.bound} bound and ${tally.sent} sent jobs are stuck`);
      this.#step();
    }
    for (const worker of this.dispatcher.workers) expect(worker.own).to.equal(0);
    for (const job of this.jobs) expect(job.payload.answers, `answers to job ${job.id}`).to.have.length(1);
  }

  #nextMs(): number {
    return Math.min(this.#plans[0]?.atMs ?? Infinity, this.wakeMs);
  }

  #step(): void {
    this.nowMs = Math.max(this.nowMs, this.#nextMs());
    if (this.wakeMs <= this.nowMs) {
      this.wakeMs = Infinity;
      this.dispatcher.timePassed(this.nowMs);
      this.#check();
    } else this.#plans.shift()?.happen();
  }

  #plan(atMs: number, happen: () => void): void {
    const later = this.#plans.findIndex((plan) => plan.atMs > atMs);
    this.#plans.splice(later < 0 ? this.#plans.length : later, 0, { atMs, happen });
  }

  /** Other primaries have so many jobs at the workers, by index, over and over. */
  readCounts(elsewhere: readonly number[]): void {
    this.dispatcher.countsRead(({ index }) => elsewhere[index % elsewhere.length]!, this.nowMs);
    this.#check();
  }

  #check(): void {
    checkInvariants(this.dispatcher, this.jobs, this.#window, this.wakeMs);
    this.afterEvent();
  }

  // ---- What the dispatcher asks for ----

  send(job: VirtualJob, worker: VirtualWorker): void {
    this.decisions.push(`send ${job.id} to ${worker.index}`);
    expect(worker.present, 'a job is sent to a worker that is there').to.equal(true);
    expect(worker.sentCount, 'jobs at a worker that is sent one').to.be.at.most(this.#window);
    expect(job.open, 'a job is sent that still needs an answer').to.equal(true);
    const { attempt } = job;
    const machine = this.#machines[worker.hostId]!;
    const serviceMs = job.trueSizeMs / machine.speed;
    if (serviceMs === Infinity) return;
    machine.freeMs = Math.max(this.nowMs, machine.freeMs) + serviceMs;
    this.#plan(machine.freeMs, () => {
      if (worker.present) this.reply(job, attempt, true, serviceMs);
    });
  }

  settled(job: VirtualJob, outcome: Outcome, reason: string): void {
    this.decisions.push(`${job.id} is ${outcome}`);
    job.payload.answers.push(outcome);
    job.payload.reason = reason;
  }

  cancel(job: VirtualJob, worker: VirtualWorker): void {
    this.decisions.push(`cancel ${job.id} at ${worker.index}`);
  }

  probe(worker: VirtualWorker, asker: number): void {
    const report = { unfinished: worker.sentCount, latencyMs: 10 * worker.sentCount };
    this.#plan(this.nowMs + PROBE_MS, () => {
      this.dispatcher.probed(worker, report, asker, this.nowMs);
      this.#check();
    });
  }

  wakeAt(ms: number): void {
    this.wakeMs = ms;
  }
}
