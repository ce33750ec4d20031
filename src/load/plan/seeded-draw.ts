import type { Draw } from '../../contract/define-job.ts';
import { RandomStream } from '../../core/random-stream.ts';

/** What the parameters of one request are drawn from: the same in every process and under every strategy. */
export class SeededDraw implements Draw {
  readonly #stream: RandomStream;

  /** `sample`: the number that the plan gave the request. */
  constructor(seed: number, sample: number) {
    this.#stream = new RandomStream(seed, `sample ${sample}`);
  }

  number(): number {
    return this.#stream.next();
  }

  integer(low: number, high: number): number {
    return low + Math.floor(this.#stream.next() * (high - low + 1));
  }

  pick<Item>(list: readonly Item[]): Item {
    if (list.length === 0) throw new Error('draw.pick: the list is empty');
    return list[this.integer(0, list.length - 1)] as Item;
  }
}
