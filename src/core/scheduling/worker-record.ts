import type { Worker } from '../../contract/job.ts';
import type { JobRecord } from './job-record.ts';
import type { Rights } from './rights.ts';

/** A job worker as the dispatcher keeps it: the jobs bound to it that wait in the primary, and those sent. */
export class WorkerRecord<Payload> implements Worker {
  // What every job touches comes first, in the first two cache lines of the object: there may be 100 000 of them.
  readonly index: number;
  /** The host's name for it. */
  readonly hostId: number;
  #window: number;
  /** The window, or 0 while a strategy takes over or the worker may be out of reach: then nothing is sent. */
  #sendLimit: number;
  /** Of this dispatcher's jobs, those assigned to it and not finished. */
  own = 0;
  /** Jobs that other primaries have there, as of their last word. */
  elsewhere = 0;
  sentCount = 0;
  present = true;
  /** Its jobs, those sent and then those that wait for it in the primary: a ring through the jobs, the last knows the first. */
  #last: JobRecord<Payload> | undefined = undefined;
  #firstBound: JobRecord<Payload> | undefined = undefined;
  /** Those that wait. Some may have expired; they are dropped when their turn comes. */
  boundCount = 0;
  /** Where it stands in the list of present workers. */
  rosterIndex = -1;
  #isDoubted = false;
  readonly #rights: Rights;
  readonly #speed: number;
  readonly #machine: string;

  constructor(index: number, hostId: number, window: number, speed: number, machine: string, rights: Rights) {
    this.index = index;
    this.hostId = hostId;
    this.#window = window;
    this.#sendLimit = window;
    this.#speed = speed;
    this.#machine = machine;
    this.#rights = rights;
  }

  get room(): number {
    return this.own < this.#window ? this.#window - this.own : 0;
  }

  get unfinished(): number {
    return this.own + this.elsewhere;
  }

  get canBeSent(): boolean {
    return this.sentCount < this.#sendLimit;
  }

  get speed(): number {
    return this.#rights.speed ? this.#speed : this.#rights.refuse('worker.speed', "'speed'");
  }

  get machine(): string {
    return this.#rights.machine ? this.#machine : this.#rights.refuse('worker.machine', "'machine'");
  }

  /** From now on its window is that of another strategy, but nothing is sent until `letSend`. */
  holdBack(window: number): void {
    this.#window = window;
    this.#sendLimit = 0;
  }

  letSend(): void {
    this.#sendLimit = this.#isDoubted ? 0 : this.#window;
  }

  /** What is assigned to a worker that may be out of reach waits in the primary. */
  doubt(isDoubted: boolean): void {
    this.#isDoubted = isDoubted;
    this.letSend();
  }

  /** The job counts as sent. Only while none waits. */
  addSent(job: JobRecord<Payload>): void {
    this.#append(job);
    this.sentCount++;
  }

  bind(job: JobRecord<Payload>): void {
    this.#append(job);
    this.#firstBound ??= job;
    this.boundCount++;
  }

  /** The next job that waits counts as sent from now on; undefined if none waits. */
  sendNext(): JobRecord<Payload> | undefined {
    for (let job = this.#firstBound; job !== undefined; job = this.#firstBound) {
      this.#firstBound = job === this.#last ? undefined : job.after;
      this.boundCount--;
      if (job.outcome === undefined) {
        this.sentCount++;
        return job;
      }
      this.#unlink(job);
    }
    return undefined;
  }

  removeSent(job: JobRecord<Payload>): void {
    this.#unlink(job);
    this.sentCount--;
  }

  /** Expired jobs are dropped once they outnumber the open ones, should the worker hang: O(1) amortised. */
  forgetClosed(): void {
    if (this.boundCount <= 2 * (this.own - this.sentCount) + 64) return;
    for (const job of this.takeBound()) this.bind(job);
  }

  /** Gives up the open jobs that wait for it, in order. */
  takeBound(): JobRecord<Payload>[] {
    const jobs = this.takeJobs();
    const sent = jobs.length - this.boundCount;
    this.boundCount = 0;
    for (const job of jobs.slice(0, sent)) this.#append(job);
    return jobs.slice(sent).filter(({ open }) => open);
  }

  /** In the order they were sent. */
  sentJobs(): JobRecord<Payload>[] {
    return this.#jobs().slice(0, this.sentCount);
  }

  /** Gives up all its jobs: those sent, then those that wait, each in order. */
  takeJobs(): JobRecord<Payload>[] {
    const jobs = this.#jobs();
    this.#last = undefined;
    this.#firstBound = undefined;
    return jobs;
  }

  #jobs(): JobRecord<Payload>[] {
    const jobs: JobRecord<Payload>[] = [];
    for (let job = this.#last?.after; job !== undefined; job = job.after) {
      jobs.push(job);
      if (job === this.#last) break;
    }
    return jobs;
  }

  #append(job: JobRecord<Payload>): void {
    const last = this.#last;
    job.after = last === undefined ? job : last.after;
    if (last !== undefined) last.after = job;
    this.#last = job;
  }

  /** O(1) for the first of all: a worker that runs jobs in order gives back first what it was sent first. */
  #unlink(job: JobRecord<Payload>): void {
    let before = this.#last as JobRecord<Payload>;
    while (before.after !== job) before = before.after as JobRecord<Payload>;
    if (before === job) this.#last = undefined;
    else {
      before.after = job.after;
      if (this.#last === job) this.#last = before;
    }
    job.after = undefined;
  }
}
