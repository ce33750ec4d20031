/** Last in, first out. */
export class Stack<Item> {
  #items: Item[] = [];

  /** Facts of a strategy that uses it. */
  get facts() {
    return { order: 'last come, first served' };
  }

  get size(): number {
    return this.#items.length;
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  shift(): Item | undefined {
    return this.#items.pop();
  }

  /** Keeps the items that pass, in order. O(size). */
  keep(passes: (item: Item) => boolean): void {
    this.#items = this.#items.filter(passes);
  }
}
