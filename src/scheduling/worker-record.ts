import type { Worker } from '../contract/job.ts';
import { RingQueue } from '../toolkit/ring-queue.ts';
import type { JobRecord } from './job-record.ts';
import type { Rights } from './rights.ts';

/** A job worker as the dispatcher keeps it: the jobs bound to it that wait in the primary, and those sent. */
export class WorkerRecord<Payload> implements Worker {
  readonly index: number;
  readonly #rights: Rights;
  readonly #window: number;
  readonly #speed: number;
  /** The host's name for it. */
  readonly hostId: number;
  /** Jobs that wait for it in the primary; some may have expired, they are skipped when their turn comes. */
  #bound: RingQueue<JobRecord<Payload>> | undefined;
  /** The last one sent, the head of a list through the jobs themselves: a worker of 100 000 must stay small. */
  #lastSent: JobRecord<Payload> | undefined;
  sentCount = 0;
  unfinished = 0;
  present = true;
  /** Place in the list of present workers. */
  place = -1;

  constructor(index: number, hostId: number, window: number, speed: number, rights: Rights) {
    this.index = index;
    this.hostId = hostId;
    this.#window = window;
    this.#speed = speed;
    this.#rights = rights;
  }

  get room(): number {
    return this.unfinished < this.#window ? this.#window - this.unfinished : 0;
  }

  get canBeSent(): boolean {
    return this.sentCount < this.#window;
  }

  get speed(): number {
    return this.#rights.speed ? this.#speed : this.#rights.refuse('worker.speed', "'speed'");
  }

  get boundCount(): number {
    return this.#bound?.size ?? 0;
  }

  bind(job: JobRecord<Payload>): void {
    this.#bound ??= new RingQueue();
    this.#bound.push(job);
  }

  nextBound(): JobRecord<Payload> | undefined {
    return this.#bound?.shift();
  }

  /** Expired jobs are dropped once they outnumber the open ones, should the worker hang: O(1) amortised. */
  forgetClosed(): void {
    const open = this.unfinished - this.sentCount;
    if (this.boundCount > 2 * open + 64) this.#bound?.keep((job) => job.outcome === undefined);
  }

  addSent(job: JobRecord<Payload>): void {
    job.sentBefore = this.#lastSent;
    // Still set if the job comes from a lost worker.
    job.sentAfter = undefined;
    if (this.#lastSent !== undefined) this.#lastSent.sentAfter = job;
    this.#lastSent = job;
    this.sentCount++;
  }

  removeSent(job: JobRecord<Payload>): void {
    const { sentBefore, sentAfter } = job;
    if (sentBefore !== undefined) sentBefore.sentAfter = sentAfter;
    if (sentAfter !== undefined) sentAfter.sentBefore = sentBefore;
    else this.#lastSent = sentBefore;
    job.sentBefore = undefined;
    job.sentAfter = undefined;
    this.sentCount--;
  }

  /** In the order they were sent. */
  sentJobs(): JobRecord<Payload>[] {
    const jobs: JobRecord<Payload>[] = [];
    for (let job = this.#lastSent; job !== undefined; job = job.sentBefore) jobs.push(job);
    return jobs.reverse();
  }
}
