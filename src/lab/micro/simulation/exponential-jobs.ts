import { RandomStream } from '../../../core/random-stream.ts';
import type { JobStream, SimulatedType } from '../../../simulation/job-stream.ts';

/** Poisson arrivals of one type with exponential sizes of mean 1 ms. */
export class ExponentialJobs implements JobStream {
  readonly type: SimulatedType = {
    type: 'job',
    typeIndex: 0,
    estimateMs: 1,
    key: '',
    timeoutMs: Number.POSITIVE_INFINITY,
  };
  readonly #gapMs: number;
  readonly #arrivals: RandomStream;
  readonly #sizes: RandomStream;
  atMs = 0;
  sizeMs = 1;

  constructor(perMs: number, seed: number) {
    this.#gapMs = 1 / perMs;
    this.#arrivals = new RandomStream(seed, 'heavy arrivals');
    this.#sizes = new RandomStream(seed, 'sizes');
    this.advance();
  }

  advance(): void {
    this.atMs += this.#arrivals.exponential(this.#gapMs);
    this.sizeMs = this.#sizes.exponential(1);
  }
}
