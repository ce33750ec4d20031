import { RingQueue } from '../toolkit/ring-queue.ts';
import type { SimulatedJob } from './simulated-primary.ts';

/** Hears when a machine starts a job, and when it will be done if nothing happens to it. */
export type Started = (machine: number, job: SimulatedJob, serviceMs: number) => void;

/** The job workers in virtual time: each runs one job at a time, in the order the jobs reached it. */
export class Machines {
  readonly count: number;
  /** What each is running. */
  readonly running: (SimulatedJob | undefined)[];
  /** How long that takes there. */
  readonly serviceMs: Float64Array;
  readonly #speeds: Float64Array;
  /** Made when a second job reaches a machine: with a window of 1 none ever does. */
  readonly #mailboxes: (RingQueue<SimulatedJob> | undefined)[];
  readonly #started: Started;

  constructor(speeds: readonly number[], started: Started) {
    this.count = speeds.length;
    this.running = new Array(this.count).fill(undefined);
    this.serviceMs = new Float64Array(this.count);
    this.#speeds = Float64Array.from(speeds);
    this.#mailboxes = new Array(this.count).fill(undefined);
    this.#started = started;
  }

  /** For jobs that start from now on. */
  setSpeed(machine: number, speed: number): void {
    this.#speeds[machine] = speed;
  }

  deliver(machine: number, job: SimulatedJob): void {
    if (this.running[machine] === undefined) {
      this.#start(machine, job);
      return;
    }
    let mailbox = this.#mailboxes[machine];
    if (mailbox === undefined) {
      mailbox = new RingQueue();
      this.#mailboxes[machine] = mailbox;
    }
    mailbox.push(job);
  }

  /** The job it was running is done; the next one in its mailbox starts. */
  finish(machine: number): SimulatedJob {
    const job = this.running[machine] as SimulatedJob;
    this.running[machine] = undefined;
    const next = this.#mailboxes[machine]?.shift();
    if (next !== undefined) this.#start(machine, next);
    return job;
  }

  /** Drops what it runs and all that waits at it. */
  lose(machine: number): void {
    this.running[machine] = undefined;
    this.#mailboxes[machine] = undefined;
  }

  /** Jobs at the machine, running or waiting there. */
  load(machine: number): number {
    return (this.running[machine] === undefined ? 0 : 1) + (this.#mailboxes[machine]?.size ?? 0);
  }

  #start(machine: number, job: SimulatedJob): void {
    const serviceMs = job.trueSizeMs / (this.#speeds[machine] as number);
    this.running[machine] = job;
    this.serviceMs[machine] = serviceMs;
    this.#started(machine, job, serviceMs);
  }
}
