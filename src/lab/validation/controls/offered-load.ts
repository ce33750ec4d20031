import type { Moments } from '../../theory/moments.ts';
import type { Control } from './control.ts';

/** The number of jobs, warm-up included, and the mean and second moment of their sizes. */
export class OfferedLoad implements Control {
  readonly #expectedJobs: number;
  readonly #expected: Moments;
  #jobs = 0;
  #sum = 0;
  #sumOfSquares = 0;

  constructor(expectedJobs: number, sizes: Moments) {
    this.#expectedJobs = expectedJobs;
    this.#expected = sizes;
  }

  arrived(_atMs: number, sizeMs: number): void {
    this.#jobs++;
    this.#sum += sizeMs;
    this.#sumOfSquares += sizeMs * sizeMs;
  }

  deviations(): number[] {
    const { mean, second } = this.#expected;
    return [
      this.#jobs / this.#expectedJobs - 1,
      this.#sum / this.#jobs / mean - 1,
      this.#sumOfSquares / this.#jobs / second - 1,
    ];
  }
}
