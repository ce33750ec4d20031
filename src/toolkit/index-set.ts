/** A set of small dense numbers: add, remove and draw at random in O(1), by swap-remove. */
export class IndexSet {
  #members: number[] = [];
  #places: number[] = [];

  get size(): number {
    return this.#members.length;
  }

  has(index: number): boolean {
    return (this.#places[index] ?? -1) >= 0;
  }

  add(index: number): void {
    if (this.has(index)) return;
    while (this.#places.length <= index) this.#places.push(-1);
    this.#places[index] = this.#members.length;
    this.#members.push(index);
  }

  remove(index: number): void {
    const place = this.#places[index] ?? -1;
    if (place < 0) return;
    const last = this.#members.pop() as number;
    this.#places[index] = -1;
    if (last === index) return;
    this.#members[place] = last;
    this.#places[last] = place;
  }

  /** A member drawn uniformly with `uniform` from [0, 1); undefined when empty. */
  draw(uniform: number): number | undefined {
    return this.#members[Math.floor(uniform * this.#members.length)];
  }
}
