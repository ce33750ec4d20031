/** Blocks still open at once; beyond that the oldest is closed as it is. */
const MAX_OPEN_BLOCKS = 1000;

interface Block {
  readonly counts: Int32Array;
  jobs: number;
}

/**
 * How strongly a strategy herds: of each block of k consecutive arrivals (k workers), the largest share that one worker
 * ran. 1/k is perfectly even, 1 is all on one worker.
 */
export class Concentration {
  readonly #workers: number;
  readonly #blocks = new Map<number, Block>();
  /** Blocks whose jobs have all run. */
  blocks = 0;
  #sumOfShares = 0;
  max = 0;

  constructor(workers: number) {
    this.#workers = workers;
  }

  /** Mean over the blocks; NaN without any. */
  get mean(): number {
    return this.#sumOfShares / this.blocks;
  }

  /** `arrival` counts jobs from 0 in order of arrival. */
  ran(arrival: number, worker: number): void {
    const number = Math.floor(arrival / this.#workers);
    let block = this.#blocks.get(number);
    if (block === undefined) {
      block = { counts: new Int32Array(this.#workers), jobs: 0 };
      this.#blocks.set(number, block);
      if (this.#blocks.size > MAX_OPEN_BLOCKS)
        this.#blocks.delete(this.#blocks.keys().next().value ?? number);
    }
    block.counts[worker] = (block.counts[worker] as number) + 1;
    if (++block.jobs === this.#workers) this.#close(number, block);
  }

  #close(number: number, { counts }: Block): void {
    this.#blocks.delete(number);
    const share = Math.max(...counts) / this.#workers;
    this.blocks++;
    this.#sumOfShares += share;
    if (share > this.max) this.max = share;
  }
}
