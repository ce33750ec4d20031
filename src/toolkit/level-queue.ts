const NONE = -1;

/**
 * Small dense numbers by level (0, 1, 2…): the lowest level first, within a level the one that has been there longest.
 * A doubly linked list a level, all in shared arrays; everything O(1) as long as levels move by one.
 */
export class LevelQueue {
  readonly #next: number[] = [];
  readonly #previous: number[] = [];
  /** Level of each number, NONE if it is not a member. */
  readonly #levels: number[] = [];
  readonly #heads: number[] = [];
  readonly #tails: number[] = [];
  #lowest = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Puts `index` at the end of a level; one that is already on that level keeps its place. */
  put(index: number, level: number): void {
    const present = this.#levels[index] ?? NONE;
    if (present === level) return;
    if (present !== NONE) this.#unlink(index, present);
    else this.#size++;
    this.#append(index, level);
    if (level < this.#lowest || this.#size === 1) this.#lowest = level;
    else this.#settleLowest();
  }

  remove(index: number): void {
    const level = this.#levels[index] ?? NONE;
    if (level === NONE) return;
    this.#unlink(index, level);
    this.#levels[index] = NONE;
    this.#size--;
    this.#settleLowest();
  }

  /** Undefined when empty. */
  first(): number | undefined {
    return this.#size === 0 ? undefined : this.#heads[this.#lowest];
  }

  #append(index: number, level: number): void {
    while (this.#heads.length <= level) {
      this.#heads.push(NONE);
      this.#tails.push(NONE);
    }
    while (this.#levels.length <= index) {
      this.#levels.push(NONE);
      this.#next.push(NONE);
      this.#previous.push(NONE);
    }
    const tail = this.#tails[level] as number;
    if (tail === NONE) this.#heads[level] = index;
    else this.#next[tail] = index;
    this.#previous[index] = tail;
    this.#next[index] = NONE;
    this.#tails[level] = index;
    this.#levels[index] = level;
  }

  #unlink(index: number, level: number): void {
    const previous = this.#previous[index] as number;
    const next = this.#next[index] as number;
    if (previous === NONE) this.#heads[level] = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#tails[level] = previous;
    else this.#previous[next] = previous;
  }

  #settleLowest(): void {
    if (this.#size === 0) return;
    while (this.#heads[this.#lowest] === NONE) this.#lowest++;
  }
}
