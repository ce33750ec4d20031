/** Blocks still open at once (a power of two); one that is open so long that its place is needed is left out. */
const PLACES = 1024;

interface Block {
  number: number;
  readonly counts: Int32Array;
  jobs: number;
  most: number;
}

/**
 * How strongly a strategy herds: of each block of k consecutive arrivals (k workers), the largest share that one worker
 * ran. 1/k is perfectly even, 1 is all on one worker.
 */
export class Concentration {
  readonly #workers: number;
  readonly #places: Block[];
  /** Blocks whose jobs have all run. */
  blocks = 0;
  #sumOfShares = 0;
  max = 0;

  constructor(workers: number) {
    this.#workers = workers;
    this.#places = Array.from({ length: PLACES }, (_, number) => ({
      number,
      counts: new Int32Array(workers),
      jobs: 0,
      most: 0,
    }));
  }

  /** Mean over the blocks; NaN without any. */
  get mean(): number {
    return this.#sumOfShares / this.blocks;
  }

  /** `arrival` counts jobs from 0 in order of arrival. */
  ran(arrival: number, worker: number): void {
    const number = Math.floor(arrival / this.#workers);
    const block = this.#places[number & (PLACES - 1)] as Block;
    if (number < block.number) return;
    if (number > block.number) begin(block, number);
    const count = (block.counts[worker] as number) + 1;
    block.counts[worker] = count;
    if (count > block.most) block.most = count;
    if (++block.jobs === this.#workers) this.#close(block);
  }

  #close({ most }: Block): void {
    const share = most / this.#workers;
    this.blocks++;
    this.#sumOfShares += share;
    if (share > this.max) this.max = share;
  }
}

function begin(block: Block, number: number): void {
  block.number = number;
  block.counts.fill(0);
  block.jobs = 0;
  block.most = 0;
}
