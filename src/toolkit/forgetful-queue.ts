import { RingQueue } from './ring-queue.ts';

/**
 * A queue whose items may stop to matter while they wait: those are never given out, and are dropped whenever the queue
 * has doubled since the last time. O(1) amortised.
 */
export class ForgetfulQueue<Item> {
  readonly #items = new RingQueue<Item>();
  readonly #matters: (item: Item) => boolean;
  #limit = 32;

  constructor(matters: (item: Item) => boolean) {
    this.#matters = matters;
  }

  /** Counts also what no longer matters and has not been dropped yet. */
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

  /** The item that came first. */
  shift(): Item | undefined {
    return this.#next(() => this.#items.shift());
  }

  /** The item that came last. */
  pop(): Item | undefined {
    return this.#next(() => this.#items.pop());
  }

  #next(take: () => Item | undefined): Item | undefined {
    let item = take();
    while (item !== undefined && !this.#matters(item)) item = take();
    return item;
  }
}
