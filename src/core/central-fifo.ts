import { EventQueue } from './event-queue.ts';

/**
 * A central queue in order of arrival, without any overhead, on workers that are all alike: the recursion of Kiefer and
 * Wolfowitz (Trans. AMS 78, 1955). The next job starts on its arrival, or when the first worker falls free.
 */
export class CentralFifo {
  readonly #free = new EventQueue();

  constructor(workers: number) {
    for (let worker = 0; worker < workers; worker++) this.#free.schedule(0, worker);
  }

  /** When the job starts. Jobs come in order of arrival. */
  startMs(arrivalMs: number, serviceMs: number): number {
    const startMs = Math.max(arrivalMs, this.#free.nextMs);
    this.#free.schedule(startMs + serviceMs, this.#free.next());
    return startMs;
  }
}
