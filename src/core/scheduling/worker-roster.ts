import type { Rights } from './rights.ts';
import { WorkerRecord } from './worker-record.ts';

/** The workers present now, by index and as a list; indices of those that left are used again. */
export class WorkerRoster<Payload> {
  readonly present: WorkerRecord<Payload>[] = [];
  readonly #byIndex: (WorkerRecord<Payload> | undefined)[] = [];
  readonly #freeIndices: number[] = [];

  at(index: number): WorkerRecord<Payload> | undefined {
    return this.#byIndex[index];
  }

  join(
    hostId: number,
    window: number,
    speed: number,
    machine: string,
    rights: Rights,
  ): WorkerRecord<Payload> {
    const index = this.#freeIndices.pop() ?? this.#byIndex.length;
    const worker = new WorkerRecord<Payload>(index, hostId, window, speed, machine, rights);
    this.putBack(worker);
    return worker;
  }

  /** Takes all workers away, in order; each may be put back. */
  vacate(): WorkerRecord<Payload>[] {
    this.#byIndex.fill(undefined);
    return this.present.splice(0);
  }

  putBack(worker: WorkerRecord<Payload>): void {
    this.#byIndex[worker.index] = worker;
    worker.rosterIndex = this.present.push(worker) - 1;
  }

  leave(worker: WorkerRecord<Payload>): void {
    worker.present = false;
    this.#byIndex[worker.index] = undefined;
    this.#freeIndices.push(worker.index);
    const last = this.present.pop() as WorkerRecord<Payload>;
    if (last === worker) return;
    this.present[worker.rosterIndex] = last;
    last.rosterIndex = worker.rosterIndex;
  }
}
