import { EventQueue } from '../../core/event-queue.ts';

/** Virtual time: what was put on it happens in order. */
export class Timeline {
  readonly #queue = new EventQueue();
  readonly #actions: (() => void)[] = [];
  nowMs = 0;

  after(delayMs: number, action: () => void): void {
    this.#queue.schedule(this.nowMs + delayMs, this.#actions.push(action) - 1);
  }

  /** The next event; false when there is none. */
  step(): boolean {
    if (this.#queue.size === 0) return false;
    this.nowMs = this.#queue.nextMs;
    (this.#actions[this.#queue.next()] as () => void)();
    return true;
  }
}
