/** Things to do, by small numbers that are used again: an event queue holds numbers only. */
export class Actions {
  readonly #actions: ((() => void) | undefined)[] = [];
  readonly #freeSlots: number[] = [];

  /** Gives the number to call `act` with, once. */
  put(action: () => void): number {
    const slot = this.#freeSlots.pop() ?? this.#actions.length;
    this.#actions[slot] = action;
    return slot;
  }

  act(slot: number): void {
    const action = this.#actions[slot] as () => void;
    this.#actions[slot] = undefined;
    this.#freeSlots.push(slot);
    action();
  }
}
