import { RingQueue } from '../toolkit/ring-queue.ts';
import type { SimulatedJob } from './simulated-primary.ts';

/** Of a machine's numbers, which lie side by side: with 100 000 machines every array looked at is a cache miss. */
const NUMBERS = 4;
const SPEED = 0;
/** How long what it runs takes there. */
const SERVICE_MS = 1;
/** When that is done; IDLE while it runs nothing. */
const DONE_MS = 2;
const IDLE = -1;
/** Jobs that wait at it. */
const WAITING = 3;

/** Of its jobs: the one it runs, then the one that is next. Those after that are in its mailbox. */
const JOBS = 2;
const NEXT = 1;

/** An object, not a function: a new closure for each simulation could not be inlined from the second one on. */
export interface WatchesMachines {
  /** `doneMs`: when the job will be done if nothing happens to the machine. */
  started(machine: number, job: SimulatedJob, doneMs: number): void;
}

/** The job workers in virtual time: each runs one job at a time, in the order the jobs reached it. */
export class Machines {
  readonly count: number;
  readonly #numbers: Float64Array;
  readonly #jobs: (SimulatedJob | undefined)[];
  /** Made when a third job is at a machine: with a window of 2 there never is. */
  readonly #mailboxes: (RingQueue<SimulatedJob> | undefined)[];
  readonly #watcher: WatchesMachines;
  /** Those that do nothing, while no primary knows it yet. */
  readonly #silent = new Set<number>();

  constructor(speeds: readonly number[], watcher: WatchesMachines) {
    this.count = speeds.length;
    this.#numbers = new Float64Array(this.count * NUMBERS);
    this.#jobs = new Array(this.count * JOBS).fill(undefined);
    this.#mailboxes = new Array(this.count).fill(undefined);
    this.#watcher = watcher;
    speeds.forEach((speed, machine) => {
      this.#numbers[machine * NUMBERS + SPEED] = speed;
      this.#numbers[machine * NUMBERS + DONE_MS] = IDLE;
    });
  }

  /** For jobs that start from now on. */
  setSpeed(machine: number, speed: number): void {
    // One that is not there would come to be, and swallow jobs.
    if (machine >= this.count)
      throw new Error(`worker ${machine} is disturbed, but there are ${this.count}, from 0`);
    this.#numbers[machine * NUMBERS + SPEED] = speed;
  }

  isSilent(machine: number): boolean {
    return this.#silent.has(machine);
  }

  /** What reaches a silent machine is lost. */
  setSilent(machine: number, isSilent: boolean): void {
    if (isSilent) this.#silent.add(machine);
    else this.#silent.delete(machine);
  }

  isIdle(machine: number): boolean {
    return this.doneMs(machine) === IDLE;
  }

  doneMs(machine: number): number {
    return this.#numbers[machine * NUMBERS + DONE_MS] as number;
  }

  /** Of what it runs, or last ran. */
  serviceMs(machine: number): number {
    return this.#numbers[machine * NUMBERS + SERVICE_MS] as number;
  }

  deliver(machine: number, job: SimulatedJob, nowMs: number): void {
    if (this.#silent.size > 0 && this.#silent.has(machine)) return;
    if (this.isIdle(machine)) {
      this.#start(machine, job, nowMs);
      return;
    }
    const waiting = this.#numbers[machine * NUMBERS + WAITING] as number;
    if (waiting === 0) this.#jobs[machine * JOBS + NEXT] = job;
    else {
      this.#mailboxes[machine] ??= new RingQueue();
      this.#mailboxes[machine].push(job);
    }
    this.#numbers[machine * NUMBERS + WAITING] = waiting + 1;
  }

  /** The job it was running is done; the next one starts. */
  finish(machine: number, nowMs: number): SimulatedJob {
    const at = machine * NUMBERS;
    const job = this.#jobs[machine * JOBS] as SimulatedJob;
    const waiting = this.#numbers[at + WAITING] as number;
    if (waiting === 0) this.#numbers[at + DONE_MS] = IDLE;
    else {
      this.#numbers[at + WAITING] = waiting - 1;
      this.#start(machine, this.#jobs[machine * JOBS + NEXT] as SimulatedJob, nowMs);
      if (waiting > 1) this.#jobs[machine * JOBS + NEXT] = this.#mailboxes[machine]?.shift();
    }
    return job;
  }

  /** Drops what it runs and all that waits at it. */
  lose(machine: number): void {
    this.#mailboxes[machine] = undefined;
    this.#numbers[machine * NUMBERS + DONE_MS] = IDLE;
    this.#numbers[machine * NUMBERS + WAITING] = 0;
  }

  /** Jobs at the machine, running or waiting there. */
  load(machine: number): number {
    return (this.isIdle(machine) ? 0 : 1) + (this.#numbers[machine * NUMBERS + WAITING] as number);
  }

  #start(machine: number, job: SimulatedJob, nowMs: number): void {
    const at = machine * NUMBERS;
    // One that was answered while it waited is given back as it is.
    const serviceMs = job.open ? job.trueSizeMs / (this.#numbers[at + SPEED] as number) : 0;
    const doneMs = nowMs + serviceMs;
    this.#jobs[machine * JOBS] = job;
    this.#numbers[at + SERVICE_MS] = serviceMs;
    this.#numbers[at + DONE_MS] = doneMs;
    this.#watcher.started(machine, job, doneMs);
  }
}
