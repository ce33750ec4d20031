/** The plain mean of the first values; after that each new value has a fixed weight. */
export class MovingMean {
  readonly #slowest: number;
  #count = 0;
  value = 0;

  /** From the n-th value on, each has the weight 1/n. */
  constructor(n = 100) {
    this.#slowest = n;
  }

  add(value: number): void {
    this.#count = Math.min(this.#count + 1, this.#slowest);
    this.value += (value - this.value) / this.#count;
  }
}
