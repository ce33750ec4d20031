import { EventQueue } from '../../core/event-queue.ts';
import { Actions } from '../actions.ts';

/** Virtual time of a world, and what is to happen in it: by time, then by the order it was planned in. */
export class Agenda {
  readonly #events = new EventQueue();
  readonly #actions = new Actions();
  nowMs = 0;

  /** Infinity when nothing is to happen. */
  get nextMs(): number {
    return this.#events.nextMs;
  }

  after(delayMs: number, action: () => void): void {
    this.#events.schedule(this.nowMs + delayMs, this.#actions.put(action));
  }

  /** Goes on to the next event, if there is one. */
  step(): void {
    this.nowMs = this.#events.nextMs;
    this.#actions.act(this.#events.next());
  }
}
