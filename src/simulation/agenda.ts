import { EventQueue } from '../core/event-queue.ts';

/**
 * Virtual time, and what is to happen in it: by time, then by the order it was planned in. Completions are events by machine
 * number (0 and up), everything rarer is an action behind a negative number.
 */
export class Agenda {
  readonly #events = new EventQueue();
  readonly #actions: ((() => void) | undefined)[] = [];
  readonly #freeSlots: number[] = [];
  nowMs = 0;

  /** Infinity when nothing is to happen. */
  get nextMs(): number {
    return this.#events.nextMs;
  }

  completes(machine: number, atMs: number): void {
    this.#events.schedule(atMs, machine);
  }

  /** A message arrives, a primary wakes, a worker changes. */
  after(delayMs: number, action: () => void): void {
    const slot = this.#freeSlots.pop() ?? this.#actions.length;
    this.#actions[slot] = action;
    this.#events.schedule(this.nowMs + delayMs, -1 - slot);
  }

  /** Goes on to the next event, if there is one. Returns the machine of a completion; an action is done, and negative. */
  step(): number {
    this.nowMs = this.#events.nextMs;
    const event = this.#events.next();
    if (event < 0) this.#act(-1 - event);
    return event;
  }

  #act(slot: number): void {
    const action = this.#actions[slot] as () => void;
    this.#actions[slot] = undefined;
    this.#freeSlots.push(slot);
    action();
  }
}
