import { IndexedHeap } from '../../toolkit/indexed-heap.ts';
import type { JobRecord } from './job-record.ts';

/** Jobs that may expire, soonest first; O(log n) for n jobs that are still open. */
export class Deadlines<Payload> {
  readonly #heap = new IndexedHeap();
  readonly #jobs: (JobRecord<Payload> | undefined)[] = [];
  readonly #freeSlots: number[] = [];

  /** Infinity when nothing can expire. */
  get nextMs(): number {
    return this.#heap.lowestKey();
  }

  watch(job: JobRecord<Payload>): void {
    if (job.demand.timeoutMs === Number.POSITIVE_INFINITY) return;
    const slot = this.#freeSlots.pop() ?? this.#jobs.length;
    this.#jobs[slot] = job;
    job.deadlineSlot = slot;
    this.#heap.set(slot, job.arrivalMs + job.demand.timeoutMs);
  }

  forget(job: JobRecord<Payload>): void {
    const slot = job.deadlineSlot;
    if (slot < 0) return;
    job.deadlineSlot = -1;
    this.#heap.remove(slot);
    this.#jobs[slot] = undefined;
    this.#freeSlots.push(slot);
  }

  /** The next job whose deadline is not after `nowMs`; it stays watched until forgotten. */
  due(nowMs: number): JobRecord<Payload> | undefined {
    if (this.#heap.lowestKey() > nowMs) return undefined;
    return this.#jobs[this.#heap.lowest() as number];
  }
}
