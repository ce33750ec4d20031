import type { Job } from '../contract/job.ts';
import { RingQueue } from './ring-queue.ts';

/** Waiting jobs, first come, first served within a type. A score decides which type's head is next. O(types). */
export class TypeQueues {
  readonly #score: (head: Job) => number;
  readonly #queues = new Map<string, RingQueue<Job>>();
  #size = 0;

  /** The lowest score is next; among equals the job that arrived first. */
  constructor(score: (head: Job) => number) {
    this.#score = score;
  }

  get size(): number {
    return this.#size;
  }

  push(job: Job): void {
    let queue = this.#queues.get(job.type);
    if (queue === undefined) {
      queue = new RingQueue();
      this.#queues.set(job.type, queue);
    }
    queue.push(job);
    this.#size++;
  }

  shift(): Job | undefined {
    return this.shiftBy(this.#score);
  }

  /** The head with the lowest score by another function; Infinity excludes it. */
  shiftBy(score: (head: Job) => number): Job | undefined {
    let next: Job | undefined;
    let lowest = Number.POSITIVE_INFINITY;
    for (const type of this.#queues.keys()) {
      const head = this.head(type);
      if (head === undefined) continue;
      const own = score(head);
      if (own > lowest || (own === lowest && (next === undefined || head.id > next.id))) continue;
      next = head;
      lowest = own;
    }
    return next && this.take(next.type);
  }

  /** The oldest open job of that type. */
  head(type: string): Job | undefined {
    const queue = this.#queues.get(type);
    let head = queue?.peek();
    while (head !== undefined && !head.open) {
      this.take(type);
      head = queue?.peek();
    }
    return head;
  }

  /** Removes the job that `head` returns. */
  take(type: string): Job | undefined {
    const job = this.#queues.get(type)?.shift();
    if (job !== undefined) this.#size--;
    return job;
  }

  keep(passes: (job: Job) => boolean): void {
    this.#size = 0;
    for (const queue of this.#queues.values()) {
      queue.keep(passes);
      this.#size += queue.size;
    }
  }
}
