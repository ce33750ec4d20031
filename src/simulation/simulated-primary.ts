import type { Outcome } from '../contract/job.ts';
import { Dispatcher } from '../core/scheduling/dispatcher.ts';
import type { Host } from '../core/scheduling/host.ts';
import type { JobRecord } from '../core/scheduling/job-record.ts';
import type { Run } from '../core/scheduling/run.ts';
import type { BoundedScheduling } from '../core/scheduling/scheduling.ts';
import { StrategyFailure } from '../core/scheduling/strategy-failure.ts';
import type { WorkerRecord } from '../core/scheduling/worker-record.ts';
import type { Agenda } from './agenda.ts';
import type { SimulatedType } from './job-stream.ts';
import type { Machines } from './machines.ts';
import type { Measures } from './measures.ts';

/** What the simulator keeps of a job, and the primary it came to: that is whom its end is told. */
interface JobOrigin {
  readonly type: SimulatedType;
  readonly primary: SimulatedPrimary;
}

/** An attempt that a machine ran: news of it may be older than now. */
export interface SimulatedRun extends Run {
  readonly endedMs: number;
}

export type SimulatedJob = JobRecord<JobOrigin>;
type SimulatedWorker = WorkerRecord<JobOrigin>;

/** What all primaries of a simulation share. */
export interface Surroundings {
  readonly agenda: Agenda;
  readonly machines: Machines;
  readonly measures: Measures;
  /** What a message takes. */
  readonly messageMs: number;
}

/** So often in a row a strategy may be woken at one and the same moment. */
const MOST_WAKES_AT_ONCE = 100_000;

/** One primary in virtual time: the same dispatcher and strategy as in the live cluster. */
export class SimulatedPrimary implements Host<JobOrigin, SimulatedRun> {
  readonly dispatcher: Dispatcher<JobOrigin, SimulatedRun>;
  /** By machine; undefined while the machine is down. */
  readonly workers: (SimulatedWorker | undefined)[] = [];
  readonly #strategyName: string;
  readonly #agenda: Agenda;
  readonly #machines: Machines;
  readonly #measures: Measures;
  readonly #messageMs: number;
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
    this.dispatcher = new Dispatcher({ ...scheduling, random }, this, 0);
  }

  // ---- Events ----

  jobArrived(type: SimulatedType, sizeMs: number): void {
    let origin = this.#origins[type.typeIndex];
    if (origin?.type !== type) {
      origin = { type, primary: this };
      this.#origins[type.typeIndex] = origin;
    }
    this.dispatcher.jobArrived(type, sizeMs, origin, this.#agenda.nowMs);
  }

  machineUp(machine: number, speed: number): void {
    this.workers[machine] = this.dispatcher.workerJoined(machine, speed, this.#agenda.nowMs);
  }

  machineDown(machine: number): void {
    const worker = this.workers[machine];
    if (worker === undefined) return;
    this.workers[machine] = undefined;
    this.dispatcher.workerLeft(worker, this.#agenda.nowMs);
  }

  // ---- What the dispatcher decides ----

  send(job: SimulatedJob, { hostId: machine }: SimulatedWorker): void {
    if (this.#messageMs === 0) {
      this.#machines.deliver(machine, job, this.#agenda.nowMs);
      return;
    }
    const { attempt } = job;
    const agenda = this.#agenda;
    agenda.after(this.#messageMs, () => {
      const stillWanted = job.stage === 'sent' && job.attempt === attempt && job.worker?.hostId === machine;
      if (stillWanted) this.#machines.deliver(machine, job, agenda.nowMs);
    });
  }

  settled(job: SimulatedJob, outcome: Outcome, _reason: string, run: SimulatedRun | undefined): void {
    const messageMs = this.#messageMs;
    const endMs = run === undefined ? this.#agenda.nowMs + messageMs : run.endedMs + 2 * messageMs;
    this.#measures.settled(job.payload.type, outcome, job.arrivalMs - messageMs, endMs, run?.serviceMs ?? 0);
  }

  /** A machine that computes does not hear: it runs on, and its late reply is dropped. */
  cancel(): void {}

  probe({ hostId: machine }: SimulatedWorker): void {
    const agenda = this.#agenda;
    const machines = this.#machines;
    agenda.after(this.#messageMs, () => {
      const unfinished = machines.load(machine);
      const report = { unfinished, latencyMs: machines.serviceMs(machine) * (unfinished + 1) };
      agenda.after(this.#messageMs, () => {
        const worker = this.workers[machine];
        if (worker !== undefined) this.dispatcher.probed(worker, report, agenda.nowMs);
      });
    });
  }

  wakeAt(ms: number): void {
    if (ms === Number.POSITIVE_INFINITY) return;
    const agenda = this.#agenda;
    this.#refuseStandstill(agenda.nowMs);
    agenda.after(Math.max(0, ms - agenda.nowMs), () => this.dispatcher.timePassed(agenda.nowMs));
  }

  /** Each wake has a strategy ask for the next: once that happens without end at one moment, time never goes on. */
  #refuseStandstill(nowMs: number): void {
    if (this.#wokenAtMs !== nowMs) this.#wakesAtOnce = 0;
    this.#wokenAtMs = nowMs;
    if (++this.#wakesAtOnce > MOST_WAKES_AT_ONCE)
      throw new StrategyFailure(
        `strategy ${this.#strategyName} asks to be woken at once, again and again, so that time stands still`,
      );
  }
}
