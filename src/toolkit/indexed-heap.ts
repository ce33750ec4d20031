/**
 * A 4-ary min-heap of small dense numbers whose keys may change; each operation O(log n). Ties: the lowest number first.
 */
export class IndexedHeap {
  /** Members in heap order, their keys in the same order, and the position of each number (−1: not a member). */
  readonly #members: number[] = [];
  readonly #keys: number[] = [];
  readonly #places: number[] = [];

  get size(): number {
    return this.#members.length;
  }

  has(index: number): boolean {
    return (this.#places[index] ?? -1) >= 0;
  }

  /** The member with the lowest key; undefined when empty. */
  lowest(): number | undefined {
    return this.#members[0];
  }

  /** Infinity when empty. */
  lowestKey(): number {
    return this.#keys.length === 0 ? Number.POSITIVE_INFINITY : (this.#keys[0] as number);
  }

  /** Adds a member, or changes the key of one. */
  set(index: number, key: number): void {
    const place = this.#places[index] ?? -1;
    if (place < 0) {
      while (this.#places.length <= index) this.#places.push(-1);
      this.#members.push(index);
      this.#keys.push(key);
      this.#rise(this.#members.length - 1, index, key);
    } else if (key < (this.#keys[place] as number)) this.#rise(place, index, key);
    else this.#sink(place, index, key);
  }

  remove(index: number): void {
    const place = this.#places[index] ?? -1;
    if (place < 0) return;
    this.#places[index] = -1;
    const last = this.#members.pop() as number;
    const key = this.#keys.pop() as number;
    if (last === index) return;
    if (place > 0 && this.#isBefore(last, key, (place - 1) >> 2)) this.#rise(place, last, key);
    else this.#sink(place, last, key);
  }

  #rise(from: number, index: number, key: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      if (!this.#isBefore(index, key, parent)) break;
      this.#put(place, this.#members[parent] as number, this.#keys[parent] as number);
      place = parent;
    }
    this.#put(place, index, key);
  }

  #sink(from: number, index: number, key: number): void {
    let place = from;
    for (;;) {
      const child = this.#lowestChild(place);
      if (child < 0 || this.#isBefore(index, key, child)) break;
      this.#put(place, this.#members[child] as number, this.#keys[child] as number);
      place = child;
    }
    this.#put(place, index, key);
  }

  #lowestChild(place: number): number {
    const first = place * 4 + 1;
    if (first >= this.#members.length) return -1;
    const end = Math.min(first + 4, this.#members.length);
    let lowest = first;
    for (let child = first + 1; child < end; child++) {
      if (this.#isBefore(this.#members[child] as number, this.#keys[child] as number, lowest)) lowest = child;
    }
    return lowest;
  }

  #isBefore(index: number, key: number, place: number): boolean {
    const other = this.#keys[place] as number;
    return key < other || (key === other && index < (this.#members[place] as number));
  }

  #put(place: number, index: number, key: number): void {
    this.#members[place] = index;
    this.#keys[place] = key;
    this.#places[index] = place;
  }
}
