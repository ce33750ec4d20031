/** First in, first out, O(1), in one array that doubles when full. */
export class RingQueue<Item> {
  #items: (Item | undefined)[] = new Array(4);
  #head = 0;
  #size = 0;

  /** Facts of a strategy that uses it. */
  get facts() {
    return { order: 'first come, first served' };
  }

  get size(): number {
    return this.#size;
  }

  push(item: Item): void {
    if (this.#size === this.#items.length) this.#grow();
    this.#items[(this.#head + this.#size) & (this.#items.length - 1)] = item;
    this.#size++;
  }

  peek(): Item | undefined {
    return this.#size === 0 ? undefined : this.#items[this.#head];
  }

  shift(): Item | undefined {
    if (this.#size === 0) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#items.length - 1);
    this.#size--;
    return item;
  }

  /** Removes the newest item, as a thief does from a worker's queue. */
  pop(): Item | undefined {
    if (this.#size === 0) return undefined;
    this.#size--;
    const tail = (this.#head + this.#size) & (this.#items.length - 1);
    const item = this.#items[tail];
    this.#items[tail] = undefined;
    return item;
  }

  /** Keeps the items that pass, in order. O(size). */
  keep(passes: (item: Item) => boolean): void {
    for (let left = this.#size; left > 0; left--) {
      const item = this.shift() as Item;
      if (passes(item)) this.push(item);
    }
  }

  #grow(): void {
    const old = this.#items;
    this.#items = new Array(old.length * 2);
    for (let i = 0; i < this.#size; i++) this.#items[i] = old[(this.#head + i) & (old.length - 1)];
    this.#head = 0;
  }
}
