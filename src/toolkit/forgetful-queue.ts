import { RingQueue } from './ring-queue.ts';

/**
 * A queue whose items may become obsolete while they wait. Obsolete items are never returned. They are removed each time
 * the queue has doubled. O(1) amortised.
 */
export class ForgetfulQueue<Item> {
  readonly #items = new RingQueue<Item>();
  readonly #matters: (item: Item) => boolean;
  #limit = 32;

  constructor(matters: (item: Item) => boolean) {
    this.#matters = matters;
  }

  /** Includes obsolete items that have not been removed yet. */
  get size(): number {
    return this.#items.size;
  }

  push(item: Item): void {
    if (this.#items.size === this.#limit) {
      this.#items.keep(this.#matters);
      this.#limit = 2 * this.#items.size + 32;
    }
    this.#items.push(item);
  }

  /** Removes the oldest item. */
  shift(): Item | undefined {
    return this.#next(() => this.#items.shift());
  }

  /** Removes the newest item. */
  pop(): Item | undefined {
    return this.#next(() => this.#items.pop());
  }

  #next(take: () => Item | undefined): Item | undefined {
    let item = take();
    while (item !== undefined && !this.#matters(item)) item = take();
    return item;
  }
}
