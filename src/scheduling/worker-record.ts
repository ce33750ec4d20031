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
  /** May contain jobs that expired meanwhile; they are skipped when their turn comes. */
  readonly bound = new RingQueue<JobRecord<Payload>>();
  /** In no order. */
  readonly sent: JobRecord<Payload>[] = [];
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
    return this.sent.length < this.#window;
  }

  get speed(): number {
    return this.#rights.speed ? this.#speed : this.#rights.refuse('worker.speed', "'speed'");
  }

  addSent(job: JobRecord<Payload>): void {
    job.sentPlace = this.sent.push(job) - 1;
  }

  removeSent(job: JobRecord<Payload>): void {
    const last = this.sent.pop() as JobRecord<Payload>;
    if (last !== job) {
      this.sent[job.sentPlace] = last;
      last.sentPlace = job.sentPlace;
    }
    job.sentPlace = -1;
  }
}
