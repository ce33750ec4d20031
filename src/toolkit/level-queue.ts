const NONE = -1;
/** For each member three numbers: the next and the previous member on its level, and the level; NONE if there is none. */
const NUMBERS = 4;
const NEXT = 0;
const PREVIOUS = 1;
const LEVEL = 2;

/**
 * Small dense numbers by level (0, 1, 2…): the lowest level first, within a level the oldest member. One doubly linked
 * list for each level, all in one array. Every operation is O(1) if levels change by one.
 */
export class LevelQueue {
  #members = new Int32Array(16 * NUMBERS).fill(NONE);
  readonly #heads: number[] = [];
  readonly #tails: number[] = [];
  #lowest = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Puts `index` at the end of a level, unless it is already on that level. */
  put(index: number, level: number): void {
    const present = this.#levelOf(index);
    if (present === level) return;
    if (present !== NONE) this.#unlink(index, present);
    else this.#size++;
    this.#append(index, level);
    if (level < this.#lowest || this.#size === 1) this.#lowest = level;
    else this.#settleLowest();
  }

  remove(index: number): void {
    const level = this.#levelOf(index);
    if (level === NONE) return;
    this.#unlink(index, level);
    this.#members[index * NUMBERS + LEVEL] = NONE;
    this.#size--;
    this.#settleLowest();
  }

  /** Undefined when empty. */
  first(): number | undefined {
    return this.#size === 0 ? undefined : this.#heads[this.#lowest];
  }

  #levelOf(index: number): number {
    return this.#members[index * NUMBERS + LEVEL] ?? NONE;
  }

  #append(index: number, level: number): void {
    while (this.#heads.length <= level) {
      this.#heads.push(NONE);
      this.#tails.push(NONE);
    }
    while (this.#members.length <= index * NUMBERS) this.#grow();
    const members = this.#members;
    const tail = this.#tails[level] as number;
    if (tail === NONE) this.#heads[level] = index;
    else members[tail * NUMBERS + NEXT] = index;
    members[index * NUMBERS + PREVIOUS] = tail;
    members[index * NUMBERS + NEXT] = NONE;
    members[index * NUMBERS + LEVEL] = level;
    this.#tails[level] = index;
  }

  #unlink(index: number, level: number): void {
    const members = this.#members;
    const previous = members[index * NUMBERS + PREVIOUS] as number;
    const next = members[index * NUMBERS + NEXT] as number;
    if (previous === NONE) this.#heads[level] = next;
    else members[previous * NUMBERS + NEXT] = next;
    if (next === NONE) this.#tails[level] = previous;
    else members[next * NUMBERS + PREVIOUS] = previous;
  }

  #grow(): void {
    const old = this.#members;
    this.#members = new Int32Array(old.length * 2).fill(NONE);
    this.#members.set(old);
  }

  #settleLowest(): void {
    if (this.#size === 0) return;
    while (this.#heads[this.#lowest] === NONE) this.#lowest++;
  }
}
