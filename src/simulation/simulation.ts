import { RandomStream } from '../core/random-stream.ts';
import type { BoundedScheduling } from '../core/scheduling/scheduling.ts';
import { Agenda } from './agenda.ts';
import type { JobStream, SimulatedType } from './job-stream.ts';
import { Machines } from './machines.ts';
import type { Measures } from './measures.ts';
import { Patience } from './patience.ts';
import type { SimulatedCluster, SimulatedDisturbance } from './simulated-cluster.ts';
import { type SimulatedJob, SimulatedPrimary, type SimulatedRun } from './simulated-primary.ts';

/** Events from one beat to the next. */
const BEAT_EVERY = 4096;

/**
 * The cluster in virtual time: jobs arrive, machines run them, and now and then one is disturbed. Arrivals go on until every
 * measured job is over, so that the last ones meet the same load.
 */
export class Simulation {
  readonly #cluster: SimulatedCluster;
  readonly #jobs: JobStream;
  readonly #measures: Measures;
  readonly #agenda = new Agenda();
  readonly #machines: Machines;
  readonly primaries: readonly SimulatedPrimary[];
  readonly #primaryChoice: RandomStream;
  /** One for all in turn: nobody keeps it, and one each would cost a twentieth of the speed. */
  readonly #run = { ok: true, serviceMs: 0, endedMs: 0 } satisfies SimulatedRun;

  constructor(
    scheduling: BoundedScheduling,
    cluster: SimulatedCluster,
    jobs: JobStream,
    measures: Measures,
    seed: number,
  ) {
    this.#cluster = cluster;
    this.#jobs = jobs;
    this.#measures = measures;
    const agenda = this.#agenda;
    this.#machines = new Machines(cluster.speeds, (machine, job, doneMs) => {
      agenda.completes(machine, doneMs);
      measures.startedJob(job.arrivalMs);
    });
    this.#primaryChoice = new RandomStream(seed, 'primaries');
    const around = { agenda, machines: this.#machines, measures, messageMs: cluster.messageMs };
    this.primaries = Array.from({ length: cluster.primaries }, (_, i) => {
      const stream = new RandomStream(seed, i === 0 ? 'strategy' : `strategy ${i}`);
      return new SimulatedPrimary(scheduling, () => stream.next(), around);
    });
    cluster.speeds.forEach((speed, machine) => {
      for (const primary of this.primaries) primary.machineUp(machine, speed);
    });
    if (cluster.primaries > 1 && cluster.readCountsEveryMs !== Number.POSITIVE_INFINITY) this.#readCounts();
    for (const disturbance of cluster.disturbances)
      agenda.after(disturbance.atMs, () => this.#disturb(disturbance));
  }

  /**
   * Runs until every measured job is over. Some may never be (a strategy that holds them for good, a stack under
   * overload): those stay open in the measures. `beat` is called every few thousand events: whoever watches knows by that
   * that no callback of the strategy is stuck.
   */
  run(beat: () => void = () => {}): void {
    const measures = this.#measures;
    const patience = new Patience(measures, this.#machines.count);
    let events = 0;
    while (patience.lasts(this.#agenda.nowMs) && this.#step()) if (++events % BEAT_EVERY === 0) beat();
    for (let machine = 0; machine < this.#machines.count; machine++) this.#ranUntilNow(machine);
    measures.ended();
  }

  /** The next arrival or event; false when there is none. */
  #step(): boolean {
    const jobs = this.#jobs;
    const agenda = this.#agenda;
    if (jobs.atMs <= agenda.nextMs) {
      if (jobs.atMs === Number.POSITIVE_INFINITY) return false;
      agenda.nowMs = jobs.atMs;
      this.#arrive(jobs.type, jobs.sizeMs);
      jobs.advance();
    } else {
      const machine = agenda.step();
      if (machine >= 0) this.#done(machine);
    }
    return true;
  }

  #arrive(type: SimulatedType, sizeMs: number): void {
    const { messageMs, primaries } = this.#cluster;
    this.#measures.arrived(type, this.#agenda.nowMs, sizeMs);
    const choice = primaries === 1 ? 0 : Math.floor(this.#primaryChoice.next() * primaries);
    const primary = this.primaries[choice] as SimulatedPrimary;
    if (messageMs === 0) primary.jobArrived(type, sizeMs);
    else this.#agenda.after(messageMs, () => primary.jobArrived(type, sizeMs));
  }

  #done(machine: number): void {
    const { nowMs } = this.#agenda;
    // At another time it was overtaken by the machine's loss.
    if (this.#machines.doneMs(machine) !== nowMs) return;
    const serviceMs = this.#machines.serviceMs(machine);
    const job = this.#machines.finish(machine, nowMs);
    this.#measures.ran(nowMs - serviceMs, nowMs);
    if (this.#cluster.primaries === 1) this.#measures.concentration?.ran(job.id, machine);
    const { attempt } = job;
    const delayMs = this.#cluster.messageMs + this.#cluster.newsDelayMs;
    if (delayMs === 0) this.#reply(job, machine, attempt, serviceMs, nowMs);
    else this.#agenda.after(delayMs, () => this.#reply(job, machine, attempt, serviceMs, nowMs));
  }

  #reply(job: SimulatedJob, machine: number, attempt: number, serviceMs: number, endedMs: number): void {
    const run = this.#run;
    run.serviceMs = serviceMs;
    run.endedMs = endedMs;
    job.payload.primary.dispatcher.jobFinished(job, machine, attempt, run, this.#agenda.nowMs);
  }

  /** Work that no one will be told of. */
  #ranUntilNow(machine: number): void {
    if (this.#machines.isIdle(machine)) return;
    const startedMs = this.#machines.doneMs(machine) - this.#machines.serviceMs(machine);
    this.#measures.ran(startedMs, this.#agenda.nowMs);
  }

  #disturb({ worker: machine, speed, noticedAfterMs = 0 }: SimulatedDisturbance): void {
    const isUp = this.primaries[0]?.workers[machine] !== undefined;
    if (speed > 0) {
      this.#machines.setSpeed(machine, speed);
      if (!isUp) for (const primary of this.primaries) primary.machineUp(machine, speed);
    } else if (isUp && !this.#machines.isSilent(machine)) {
      this.#ranUntilNow(machine);
      this.#machines.lose(machine);
      if (noticedAfterMs === 0) this.#gone(machine);
      else {
        this.#machines.setSilent(machine, true);
        this.#agenda.after(noticedAfterMs, () => this.#gone(machine));
      }
    }
  }

  #gone(machine: number): void {
    this.#machines.setSilent(machine, false);
    for (const primary of this.primaries) primary.machineDown(machine);
  }

  /** At once for all primaries, so each sees the same moment. */
  #readCounts(): void {
    const totals = new Int32Array(this.#machines.count);
    for (const { workers } of this.primaries) {
      workers.forEach((worker, machine) => {
        totals[machine] = (totals[machine] as number) + (worker?.own ?? 0);
      });
    }
    for (const { dispatcher } of this.primaries)
      dispatcher.countsRead(({ hostId, own }) => (totals[hostId] as number) - own, this.#agenda.nowMs);
    this.#agenda.after(this.#cluster.readCountsEveryMs, () => this.#readCounts());
  }
}
