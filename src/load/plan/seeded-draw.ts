import type { Draw } from '../../contract/define-job.ts';
import { RandomStream } from '../../core/random-stream.ts';

/** What one request is drawn from: the same in every process and under every strategy. */
export class SeededDraw implements Draw {
  readonly #stream: RandomStream;

  /** `request`: its number in the plan. */
  constructor(seed: number, request: number) {
    this.#stream = new RandomStream(seed, `request ${request}`);
  }

  number(): number {
    return this.#stream.next();
  }

  integer(low: number, high: number): number {
    if (!Number.isInteger(low) || !Number.isInteger(high) || low > high)
      throw new RangeError(
        `draw.integer takes two whole numbers, the lower first, but got ${low} and ${high}`,
      );
    return low + Math.floor(this.#stream.next() * (high - low + 1));
  }

  pick<Item>(list: readonly Item[]): Item {
    if (list.length === 0) throw new RangeError('draw.pick got an empty list');
    return list[this.integer(0, list.length - 1)] as Item;
  }
}
