import { mg1MeanWait, mg1WaitSecondMoment } from '../../theory/mg1.ts';
import type { Moments } from '../../theory/moments.ts';
import type { Control } from './control.ts';

/**
 * The same jobs on one worker as fast as all workers together, by Lindley's recursion. The Pollaczek–Khinchine formula gives
 * its mean wait. Of no use for a cluster with one worker, because both have the same waits.
 */
export class OneFastWorker implements Control {
  readonly #speed: number;
  readonly #expected: readonly [waits: number, mean: number, second: number];
  #lastMs = 0;
  #backlogMs = 0;
  #jobs = 0;
  #waits = 0;
  #sum = 0;
  #sumOfSquares = 0;

  constructor(workers: number, perMs: number, sizes: Moments) {
    this.#speed = workers;
    const service = {
      mean: sizes.mean / workers,
      second: sizes.second / workers ** 2,
      third: sizes.third / workers ** 3,
    };
    this.#expected = [perMs * service.mean, mg1MeanWait(perMs, service), mg1WaitSecondMoment(perMs, service)];
  }

  arrived(atMs: number, sizeMs: number, measured: boolean): void {
    const waitMs = Math.max(0, this.#backlogMs - (atMs - this.#lastMs));
    if (measured) {
      this.#jobs++;
      if (waitMs > 0) this.#waits++;
      this.#sum += waitMs;
      this.#sumOfSquares += waitMs * waitMs;
    }
    this.#lastMs = atMs;
    this.#backlogMs = waitMs + sizeMs / this.#speed;
  }

  deviations(): number[] {
    const [waits, mean, second] = this.#expected;
    return [
      this.#waits / this.#jobs / waits - 1,
      this.#sum / this.#jobs / mean - 1,
      this.#sumOfSquares / this.#jobs / second - 1,
    ];
  }
}
