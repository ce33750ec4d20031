import type { Outcome } from '../contract/job.ts';
import { EventQueue } from '../core/event-queue.ts';
import { RandomStream } from '../core/random-stream.ts';
import type { BoundedScheduling } from '../core/scheduling/scheduling.ts';
import { Actions } from './actions.ts';
import type { JobStream, SimulatedType } from './job-stream.ts';
import { Machines, type WatchesMachines } from './machines.ts';
import type { Measures } from './measures.ts';
import { Patience } from './patience.ts';
import type { SimulatedCluster, SimulatedDisturbance } from './simulated-cluster.ts';
import {
  readCounts,
  type SimulatedJob,
  SimulatedPrimary,
  type SimulatedRun,
  type Surroundings,
} from './simulated-primary.ts';
import { WakeLimit } from './wake-limit.ts';

/** Events from one beat to the next. */
const BEAT_EVERY = 4096;

/**
 * The cluster in virtual time. Completions are events by machine number (0 and up), everything rarer is an action behind
 * a negative number. Arrivals go on until every measured job is over, so that the last ones meet the same load.
 *
 * A method that every job passes contains no closure, not even in a branch: V8 would allocate its variables at each call.
 */
export class Simulation implements Surroundings, WatchesMachines {
  readonly #cluster: SimulatedCluster;
  readonly #jobs: JobStream;
  readonly #measures: Measures;
  readonly #events = new EventQueue();
  /** Messages that arrive, primaries that wake, workers that change. */
  readonly #actions = new Actions();
  readonly #machines: Machines;
  /** Of a message between a primary and each machine. */
  readonly #wayMs: readonly number[];
  readonly primaries: SimulatedPrimary[];
  /** One for all in turn: nobody keeps it, and one each would cost a twentieth of the speed. */
  readonly #run = { ok: true, serviceMs: Number.NaN, endedMs: Number.NaN };
  readonly #primaryChoice: RandomStream;
  readonly #wakes: WakeLimit;
  #nowMs = 0;

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
    this.#machines = new Machines(cluster.speeds, this);
    this.#wayMs = cluster.speeds.map(
      (_, machine) => cluster.messageMs + (cluster.hosts[machine] ? cluster.farMs : 0),
    );
    this.#wakes = new WakeLimit(scheduling.strategyName);
    this.#primaryChoice = new RandomStream(seed, 'primaries');
    this.primaries = Array.from({ length: cluster.primaries }, (_, i) => {
      const stream = new RandomStream(seed, i === 0 ? 'strategy' : `strategy ${i}`);
      return new SimulatedPrimary(scheduling, () => stream.next(), this);
    });
    for (const [machine, speed] of cluster.speeds.entries()) this.#up(machine, speed);
    if (cluster.primaries > 1 && cluster.readCountsEveryMs !== Number.POSITIVE_INFINITY) this.#readCounts();
    for (const disturbance of cluster.disturbances) {
      this.#after(disturbance.atMs, () => this.#disturb(disturbance));
    }
  }

  /**
   * Runs until every measured job is over. Some may never be (a strategy that holds them for good, a stack under
   * overload): those stay open in the measures. `beat` is called every few thousand events: whoever watches knows by that
   * that no callback of the strategy is stuck.
   */
  run(beat: () => void = () => {}): void {
    const measures = this.#measures;
    const patience = new Patience(measures, this.#machines.count);
    while (this.#stretch(patience)) beat();
    for (let machine = 0; machine < this.#machines.count; machine++) this.#ranUntilNow(machine);
    measures.ended();
  }

  /** The events up to the next beat; false once the run is over. V8 optimises this better than one endless loop. */
  #stretch(patience: Patience): boolean {
    for (let events = 0; events < BEAT_EVERY; events++) {
      if (!patience.lasts(this.#nowMs) || !this.#step()) return false;
    }
    return true;
  }

  /** The next arrival or event; false when there is none. */
  #step(): boolean {
    const jobs = this.#jobs;
    const nextMs = this.#events.nextMs;
    if (jobs.atMs <= nextMs) {
      if (jobs.atMs === Number.POSITIVE_INFINITY) return false;
      this.#nowMs = jobs.atMs;
      this.#arrive(jobs.type, jobs.sizeMs);
      jobs.advance();
    } else {
      this.#nowMs = nextMs;
      const event = this.#events.next();
      if (event >= 0) this.#done(event);
      else this.#actions.act(-1 - event);
    }
    return true;
  }

  get dispatchers(): SimulatedPrimary['dispatcher'][] {
    return this.primaries.map((primary) => primary.dispatcher);
  }

  // ---- What the machines tell ----

  started(machine: number, job: SimulatedJob, doneMs: number): void {
    this.#events.schedule(doneMs, machine);
    this.#measures.startedJob(job.arrivalMs);
  }

  // ---- What the primaries ask for ----

  send(job: SimulatedJob, machine: number): void {
    const wayMs = this.#wayMs[machine] as number;
    if (wayMs === 0) this.#machines.deliver(machine, job, this.#nowMs);
    else this.#sendMessage(job, machine, wayMs);
  }

  #sendMessage(job: SimulatedJob, machine: number, wayMs: number): void {
    const { attempt } = job;
    this.#after(wayMs, () => {
      const stillWanted = job.stage === 'sent' && job.attempt === attempt && job.worker?.hostId === machine;
      if (stillWanted) this.#machines.deliver(machine, job, this.#nowMs);
    });
  }

  settled(job: SimulatedJob, outcome: Outcome, run: SimulatedRun | undefined): void {
    const { messageMs, aroundMs } = this.#cluster;
    const type = job.demand as SimulatedType;
    const toldMs = run === undefined ? this.#nowMs + messageMs : run.endedMs + 2 * messageMs;
    this.#measures.settled(type, outcome, job.arrivalMs - messageMs, toldMs + aroundMs, run?.serviceMs ?? 0);
  }

  probe(primary: SimulatedPrimary, machine: number, asker: number): void {
    const wayMs = this.#wayMs[machine] as number;
    this.#after(wayMs, () => {
      const unfinished = this.#machines.load(machine);
      const report = { unfinished, latencyMs: this.#machines.serviceMs(machine) * (unfinished + 1) };
      this.#after(wayMs, () => {
        const worker = primary.workers[machine];
        if (worker !== undefined) primary.dispatcher.probed(worker, report, asker, this.#nowMs);
      });
    });
  }

  wakeAt(primary: SimulatedPrimary, ms: number): void {
    if (ms === Number.POSITIVE_INFINITY) return;
    this.#wakes.count(this.#nowMs);
    this.#after(Math.max(0, ms - this.#nowMs), () => primary.dispatcher.timePassed(this.#nowMs));
  }

  // ---- Events ----

  #arrive(type: SimulatedType, sizeMs: number): void {
    const { messageMs, primaries } = this.#cluster;
    this.#measures.arrived(type, this.#nowMs, sizeMs);
    const choice = primaries === 1 ? 0 : Math.floor(this.#primaryChoice.next() * primaries);
    const primary = this.primaries[choice] as SimulatedPrimary;
    if (messageMs === 0) primary.jobArrived(type, sizeMs, this.#nowMs);
    else this.#arriveLater(primary, type, sizeMs);
  }

  #arriveLater(primary: SimulatedPrimary, type: SimulatedType, sizeMs: number): void {
    this.#after(this.#cluster.messageMs, () => primary.jobArrived(type, sizeMs, this.#nowMs));
  }

  #done(machine: number): void {
    // At another time it was overtaken by the machine's loss.
    if (this.#machines.doneMs(machine) !== this.#nowMs) return;
    const serviceMs = this.#machines.serviceMs(machine);
    const job = this.#machines.finish(machine, this.#nowMs);
    this.#measures.ran(this.#nowMs - serviceMs, this.#nowMs);
    if (this.#cluster.primaries === 1) this.#measures.concentration?.ran(job.id, machine);
    const wayMs = this.#wayMs[machine] as number;
    const delayMs = wayMs + this.#cluster.newsDelayMs;
    if (delayMs === 0) this.#report(job, machine, job.attempt, this.#nowMs, serviceMs);
    else this.#reportLater(delayMs, wayMs, job, machine, serviceMs);
  }

  #reportLater(delayMs: number, wayMs: number, job: SimulatedJob, machine: number, serviceMs: number): void {
    const { attempt } = job;
    const endedMs = this.#nowMs + (wayMs - this.#cluster.messageMs);
    this.#after(delayMs, () => this.#report(job, machine, attempt, endedMs, serviceMs));
  }

  /** Work that no one will be told of. */
  #ranUntilNow(machine: number): void {
    if (this.#machines.isIdle(machine)) return;
    const startedMs = this.#machines.doneMs(machine) - this.#machines.serviceMs(machine);
    this.#measures.ran(startedMs, this.#nowMs);
  }

  #report(job: SimulatedJob, machine: number, attempt: number, endedMs: number, serviceMs: number): void {
    const run = this.#run;
    run.serviceMs = serviceMs;
    run.endedMs = endedMs;
    job.payload.dispatcher.jobFinished(job, machine, attempt, run, this.#nowMs);
  }

  #disturb({ worker: machine, speed, noticedAfterMs = 0 }: SimulatedDisturbance): void {
    const isUp = this.primaries[0]?.workers[machine] !== undefined;
    if (speed > 0) {
      this.#machines.setSpeed(machine, speed);
      if (!isUp) this.#up(machine, speed);
    } else if (isUp && !this.#machines.isSilent(machine)) {
      this.#ranUntilNow(machine);
      this.#machines.lose(machine);
      if (noticedAfterMs === 0) this.#gone(machine);
      else {
        this.#machines.setSilent(machine, true);
        this.#after(noticedAfterMs, () => this.#gone(machine));
      }
    }
  }

  #up(machine: number, speed: number): void {
    const host = this.#cluster.hosts[machine] ?? '';
    for (const primary of this.primaries) primary.machineUp(machine, speed, this.#nowMs, host);
  }

  #gone(machine: number): void {
    this.#machines.setSilent(machine, false);
    for (const primary of this.primaries) primary.machineDown(machine, this.#nowMs);
  }

  #readCounts(): void {
    readCounts(this.primaries, this.#machines.count, this.#nowMs);
    this.#after(this.#cluster.readCountsEveryMs, () => this.#readCounts());
  }

  #after(delayMs: number, action: () => void): void {
    this.#events.schedule(this.#nowMs + delayMs, -1 - this.#actions.put(action));
  }
}
