/** A binary heap: the first item by `before`. O(log n). */
export class PriorityQueue<Item> {
  readonly #before: (a: Item, b: Item) => boolean;
  #items: Item[] = [];

  /** If `before` leaves two items equal, their order is not defined. */
  constructor(before: (a: Item, b: Item) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#items.length;
  }

  push(item: Item): void {
    let place = this.#items.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#items[parent] as Item;
      if (!this.#before(item, above)) break;
      this.#items[place] = above;
      place = parent;
    }
    this.#items[place] = item;
  }

  shift(): Item | undefined {
    const first = this.#items[0];
    const last = this.#items.pop() as Item;
    if (this.#items.length > 0) this.#sink(0, last);
    return first;
  }

  /** Keeps the items that pass. O(size). */
  keep(passes: (item: Item) => boolean): void {
    this.#items = this.#items.filter(passes);
    for (let place = (this.#items.length >> 1) - 1; place >= 0; place--)
      this.#sink(place, this.#items[place] as Item);
  }

  #sink(from: number, item: Item): void {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      if (left >= this.#items.length) break;
      const right = left + 1;
      const child = right < this.#items.length && this.#isBefore(right, left) ? right : left;
      if (!this.#before(this.#items[child] as Item, item)) break;
      this.#items[place] = this.#items[child] as Item;
      place = child;
    }
    this.#items[place] = item;
  }

  #isBefore(a: number, b: number): boolean {
    return this.#before(this.#items[a] as Item, this.#items[b] as Item);
  }
}
