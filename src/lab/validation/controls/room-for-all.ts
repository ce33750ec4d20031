import { EventQueue } from '../../../core/event-queue.ts';
import type { Control } from './control.ts';

/**
 * The same jobs in a cluster without waiting (M/G/∞). An arrival finds a Poisson number of other jobs. The probability that
 * this number reaches the real number of workers is known, and so is the mean excess.
 */
export class RoomForAll implements Control {
  readonly #workers: number;
  readonly #expected: { readonly share: number; readonly excess: number };
  readonly #ends = new EventQueue();
  /** Of the jobs that are there at 0, how many it still counts. */
  #presentLeft: number;
  #jobs = 0;
  #full = 0;
  #excess = 0;

  /**
   * `present`: how many of the jobs that are there at 0 it counts. Drawn from its own steady state, which has fewer than that of
   * a cluster where some wait, it needs no time to forget the start.
   */
  constructor(workers: number, offeredLoad: number, present = Number.POSITIVE_INFINITY) {
    this.#presentLeft = present;
    this.#workers = workers;
    this.#expected = poissonFrom(workers, offeredLoad);
  }

  arrived(atMs: number, sizeMs: number, measured: boolean): void {
    if (atMs === 0 && this.#presentLeft-- <= 0) return;
    const ends = this.#ends;
    while (ends.nextMs <= atMs) ends.next();
    if (measured) {
      this.#jobs++;
      if (ends.size >= this.#workers) {
        this.#full++;
        this.#excess += ends.size - this.#workers;
      }
    }
    ends.schedule(atMs + sizeMs, 0);
  }

  deviations(): number[] {
    const { share, excess } = this.#expected;
    return [this.#full / this.#jobs / share - 1, this.#excess / this.#jobs / excess - 1];
  }
}

/** P(N ≥ least) and E[(N − least)⁺], N Poisson with a mean below `least`. */
export function poissonFrom(least: number, mean: number): { share: number; excess: number } {
  let logFactorial = 0;
  for (let i = 2; i <= least; i++) logFactorial += Math.log(i);
  let mass = Math.exp(least * Math.log(mean) - mean - logFactorial);
  let share = 0;
  let excess = 0;
  for (let n = least; mass > 1e-17 * share; n++) {
    share += mass;
    excess += mass * (n - least);
    mass *= mean / (n + 1);
  }
  return { share, excess };
}
