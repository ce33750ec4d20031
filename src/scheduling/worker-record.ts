import type { Worker } from '../contract/job.ts';
import type { JobRecord } from './job-record.ts';
import type { Rights } from './rights.ts';

/** A job worker as the dispatcher keeps it: the jobs bound to it that wait in the primary, and those sent. */
export class WorkerRecord<Payload> implements Worker {
  // What every job touches comes first, in the first two cache lines of the object: there may be 100 000 of them.
  readonly index: number;
  /** The host's name for it. */
  readonly hostId: number;
  readonly #window: number;
  /** Of this dispatcher's jobs, those assigned to it and not finished. */
  own = 0;
  /** Jobs that other primaries have there, as of their last word. */
  elsewhere = 0;
  sentCount = 0;
  present = true;
  /** Its jobs in order, a list through the jobs themselves: those sent, then those that wait for it in the primary. */
  #first: JobRecord<Payload> | undefined = undefined;
  #lastSent: JobRecord<Payload> | undefined = undefined;
  #last: JobRecord<Payload> | undefined = undefined;
  /** Those that wait. Some may have expired; they are dropped when their turn comes. */
  boundCount = 0;
  /** Place in the list of present workers. */
  place = -1;
  readonly #rights: Rights;
  readonly #speed: number;

  constructor(index: number, hostId: number, window: number, speed: number, rights: Rights) {
    this.index = index;
    this.hostId = hostId;
    this.#window = window;
    this.#speed = speed;
    this.#rights = rights;
  }

  get room(): number {
    return this.own < this.#window ? this.#window - this.own : 0;
  }

  get unfinished(): number {
    return this.own + this.elsewhere;
  }

  get canBeSent(): boolean {
    return this.sentCount < this.#window;
  }

  get speed(): number {
    return this.#rights.speed ? this.#speed : this.#rights.refuse('worker.speed', "'speed'");
  }

  bind(job: JobRecord<Payload>): void {
    job.after = undefined;
    if (this.#last === undefined) this.#first = job;
    else this.#last.after = job;
    this.#last = job;
    this.boundCount++;
  }

  /** The next job that waits counts as sent from now on; undefined if none waits. */
  sendNext(): JobRecord<Payload> | undefined {
    for (let job = this.#firstBound; job !== undefined; job = this.#firstBound) {
      this.boundCount--;
      if (job.outcome !== undefined) {
        this.#unlink(job, this.#lastSent);
        continue;
      }
      this.#lastSent = job;
      this.sentCount++;
      return job;
    }
    return undefined;
  }

  /** O(1) for the one that was sent first, which a worker that runs jobs in order gives back first. */
  removeSent(job: JobRecord<Payload>): void {
    let before: JobRecord<Payload> | undefined;
    for (let other = this.#first; other !== job; other = other?.after) before = other;
    this.#unlink(job, before);
    this.sentCount--;
  }

  /** Expired jobs are dropped once they outnumber the open ones, should the worker hang: O(1) amortised. */
  forgetClosed(): void {
    if (this.boundCount <= 2 * (this.own - this.sentCount) + 64) return;
    let before = this.#lastSent;
    for (let job = this.#firstBound; job !== undefined; ) {
      const { after } = job;
      if (job.outcome === undefined) before = job;
      else {
        this.#unlink(job, before);
        this.boundCount--;
      }
      job = after;
    }
  }

  /** In the order they were sent. */
  sentJobs(): JobRecord<Payload>[] {
    return this.#jobs().slice(0, this.sentCount);
  }

  /** Gives up all its jobs: those sent, then those that wait, each in order. */
  takeJobs(): JobRecord<Payload>[] {
    const jobs = this.#jobs();
    this.#first = undefined;
    this.#lastSent = undefined;
    this.#last = undefined;
    this.sentCount = 0;
    this.boundCount = 0;
    return jobs;
  }

  get #firstBound(): JobRecord<Payload> | undefined {
    return this.#lastSent === undefined ? this.#first : this.#lastSent.after;
  }

  #jobs(): JobRecord<Payload>[] {
    const jobs: JobRecord<Payload>[] = [];
    for (let job = this.#first; job !== undefined; job = job.after) jobs.push(job);
    return jobs;
  }

  #unlink(job: JobRecord<Payload>, before: JobRecord<Payload> | undefined): void {
    if (before === undefined) this.#first = job.after;
    else before.after = job.after;
    if (this.#lastSent === job) this.#lastSent = before;
    if (this.#last === job) this.#last = before;
    job.after = undefined;
  }
}
