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

/** An attempt that a machine ran: news of it may be older than now. A far machine counts as one that ends it later. */
export interface SimulatedRun extends Run {
  readonly endedMs: number;
}

/** What a primary needs of the world around it. */
export interface Surroundings {
  send(job: SimulatedJob, machine: number): void;
  settled(job: SimulatedJob, outcome: Outcome, run: SimulatedRun | undefined): void;
  probe(primary: SimulatedPrimary, machine: number, asker: number): void;
  wakeAt(primary: SimulatedPrimary, ms: number): void;
}

/** One primary in virtual time: the same dispatcher and strategy as in the live cluster. */
export class SimulatedPrimary implements Host<SimulatedPrimary, SimulatedRun> {
  readonly dispatcher: Dispatcher<SimulatedPrimary, SimulatedRun>;
  /** By machine; undefined while the machine is down. */
  readonly workers: (SimulatedWorker | undefined)[] = [];
  readonly #surroundings: Surroundings;

  constructor(scheduling: BoundedScheduling, random: () => number, surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.dispatcher = new Dispatcher({ ...scheduling, random }, this, 0);
  }

  jobArrived(demand: JobDemand, sizeMs: number, nowMs: number): void {
    this.dispatcher.jobArrived(demand, sizeMs, this, nowMs);
  }

  machineUp(machine: number, speed: number, nowMs: number, host: string): void {
    this.workers[machine] = this.dispatcher.workerJoined(machine, speed, nowMs, host);
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
    this.#surroundings.settled(job, outcome, run);
  }

  /** A machine that computes does not hear: it runs on, and its late reply is dropped. */
  cancel(): void {}

  probe(worker: SimulatedWorker, asker: number): void {
    this.#surroundings.probe(this, worker.hostId, asker);
  }

  wakeAt(ms: number): void {
    this.#surroundings.wakeAt(this, ms);
  }
}

/** Each primary hears what the others count, all of them at once, so each sees the same moment. */
export function readCounts(primaries: readonly SimulatedPrimary[], machines: number, nowMs: number): void {
  const totals = new Int32Array(machines);
  for (const { workers } of primaries) {
    workers.forEach((worker, machine) => {
      totals[machine] = (totals[machine] as number) + (worker?.own ?? 0);
    });
  }
  for (const primary of primaries) primary.countsRead((machine) => totals[machine] as number, nowMs);
}
