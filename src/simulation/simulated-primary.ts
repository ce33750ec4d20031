import type { Outcome } from '../contract/job.ts';
import { Dispatcher } from '../core/scheduling/dispatcher.ts';
import type { Host } from '../core/scheduling/host.ts';
import type { JobDemand, JobRecord } from '../core/scheduling/job-record.ts';
import type { Run } from '../core/scheduling/run.ts';
import type { BoundedScheduling } from '../core/scheduling/scheduling.ts';
import type { WorkerRecord } from '../core/scheduling/worker-record.ts';

/** A job's payload is the primary it came to: that is whom its end is told. */
export type SimulatedJob = JobRecord<SimulatedPrimary>;
export type SimulatedWorker = WorkerRecord<SimulatedPrimary>;

/** An attempt that a machine ran: news of it may be older than now. */
export interface SimulatedRun extends Run {
  readonly endedMs: number;
}

/** What a primary needs of the world around it. */
export interface Surroundings {
  readonly agenda: Agenda;
  readonly machines: Machines;
  readonly measures: Measures;
  /** What a message takes. */
  readonly messageMs: number;
  /** What the way to the client adds to each answer. */
  readonly aroundMs: number;
}

/** One primary in virtual time: the same dispatcher and strategy as in the live cluster. */
export class SimulatedPrimary implements Host<SimulatedPrimary, SimulatedRun> {
  readonly dispatcher: Dispatcher<SimulatedPrimary, SimulatedRun>;
  /** By machine; undefined while the machine is down. */
  readonly workers: (SimulatedWorker | undefined)[] = [];
  readonly #strategyName: string;
  readonly #agenda: Agenda;
  readonly #machines: Machines;
  readonly #measures: Measures;
  readonly #messageMs: number;
  readonly #aroundMs: number;
  /** By type, that of its last job: jobs without a key share one. */
  readonly #origins: JobOrigin[] = [];
  #wokenAtMs = 0;
  #wakesAtOnce = 0;

  constructor(scheduling: BoundedScheduling, random: () => number, around: Surroundings) {
    this.#strategyName = scheduling.strategyName;
    this.#agenda = around.agenda;
    this.#machines = around.machines;
    this.#measures = around.measures;
    this.#messageMs = around.messageMs;
    this.#aroundMs = around.aroundMs;
    this.dispatcher = new Dispatcher({ ...scheduling, random }, this, 0);
  }

  jobArrived(demand: JobDemand, sizeMs: number, nowMs: number): void {
    this.dispatcher.jobArrived(demand, sizeMs, this, nowMs);
  }

  machineUp(machine: number, speed: number, nowMs: number): void {
    this.workers[machine] = this.dispatcher.workerJoined(machine, speed, nowMs);
  }

  machineDown(machine: number, nowMs: number): void {
    const worker = this.workers[machine];
    if (worker === undefined) return;
    this.workers[machine] = undefined;
    this.dispatcher.workerLeft(worker, nowMs);
  }

  /** `total` tells the unfinished jobs of all primaries at a machine. */
  countsRead(total: (machine: number) => number, nowMs: number): void {
    this.dispatcher.countsRead((worker) => total(worker.hostId) - worker.own, nowMs);
  }

  send(job: SimulatedJob, worker: SimulatedWorker): void {
    this.#surroundings.send(job, worker.hostId);
  }

  settled(job: SimulatedJob, outcome: Outcome, _reason: string, run: SimulatedRun | undefined): void {
    const messageMs = this.#messageMs;
    const toldMs = run === undefined ? this.#agenda.nowMs + messageMs : run.endedMs + 2 * messageMs;
    const endMs = toldMs + this.#aroundMs;
    this.#measures.settled(job.payload.type, outcome, job.arrivalMs - messageMs, endMs, run?.serviceMs ?? 0);
  }

  /** A machine that computes does not hear: it runs on, and its late reply is dropped. */
  cancel(): void {}

  probe(worker: SimulatedWorker): void {
    this.#surroundings.probe(this, worker.hostId);
  }

  wakeAt(ms: number): void {
    this.#surroundings.wakeAt(this, ms);
  }
}
