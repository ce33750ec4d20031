/** How the work is spread over job sizes, estimated from a random sample of the sizes seen (a reservoir). */
export class WorkDistribution {
  readonly #capacity: number;
  readonly #random: () => number;
  readonly #sample: number[] = [];
  #seen = 0;
  #nextSortAt = 1;
  /** The sample in ascending order at the last sort, and the sum of the sizes before each place. */
  #sizes: readonly number[] = [];
  #sums: readonly number[] = [0];

  constructor(capacity: number, random: () => number) {
    this.#capacity = capacity;
    this.#random = random;
  }

  /**
   * Every size so far is equally likely to be in the sample. It is sorted each time their number has doubled: O(1)
   * amortised.
   */
  add(sizeMs: number): void {
    this.#seen++;
    if (this.#sample.length < this.#capacity) this.#sample.push(sizeMs);
    else {
      const place = Math.floor(this.#random() * this.#seen);
      if (place < this.#capacity) this.#sample[place] = sizeMs;
    }
    if (this.#seen === this.#nextSortAt) {
      this.#nextSortAt *= 2;
      this.#sort();
    }
  }

  /** The share of all work in jobs smaller than this. */
  shareBelow(sizeMs: number): number {
    return this.#shareOfFirst(this.#countBelow(sizeMs));
  }

  /** The share in jobs of at most this size. For a size outside the sample: up to the next size in it. */
  shareUpTo(sizeMs: number): number {
    const next = Math.min(this.#countBelow(sizeMs) + 1, this.#sizes.length);
    return this.#shareOfFirst(
      Math.max(
        next,
        this.#countWhile((size) => size <= sizeMs),
      ),
    );
  }

  #countBelow(sizeMs: number): number {
    return this.#countWhile((size) => size < sizeMs);
  }

  #shareOfFirst(count: number): number {
    const total = this.#sums.at(-1) as number;
    return total > 0 ? (this.#sums[count] as number) / total : count / Math.max(1, this.#sizes.length);
  }

  /** How many sizes pass the test, counted from the smallest. After the first failure all others must fail too. */
  #countWhile(passes: (size: number) => boolean): number {
    let low = 0;
    let high = this.#sizes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (passes(this.#sizes[middle] as number)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sort(): void {
    this.#sizes = this.#sample.toSorted((a, b) => a - b);
    const sums = [0];
    let sum = 0;
    for (const size of this.#sizes) {
      sum += size;
      sums.push(sum);
    }
    this.#sums = sums;
  }
}
