import { RandomStream } from '../../core/random-stream.ts';
import { type Sampler, samplerOf } from '../../load/plan/service-time.ts';
import type { JobStream, SimulatedType } from '../../simulation/job-stream.ts';
import { arrivalsPerMs, type System } from './experiment.ts';

/** Which quantile of the number in the system a replication starts with, where that is drawn. */
export function presentQuantile(seed: number): number {
  return new RandomStream(seed, 'present').next();
}

/**
 * Endless Poisson arrivals, with class and size drawn from separate streams. Jobs present at the start arrive at 0, so that a
 * large system need not fill up first. Service must then be exponential: only there does the rest of a running job follow the
 * law of a whole job.
 */
export class PoissonJobs implements JobStream {
  atMs = 0;
  type: SimulatedType;
  sizeMs = 0;
  readonly types: readonly SimulatedType[];
  readonly #meanGapMs: number;
  readonly #parts: readonly number[];
  readonly #samplers: readonly Sampler[];
  readonly #gaps: RandomStream;
  readonly #classes: RandomStream;
  readonly #sizes: RandomStream;
  #presentLeft: number;

  constructor(system: System, seed: number) {
    const { classes } = system;
    this.types = classes.map(({ name }, typeIndex) => ({
      type: name,
      typeIndex,
      estimateMs: 0,
      key: '',
      timeoutMs: Number.POSITIVE_INFINITY,
    }));
    this.type = this.types[0] as SimulatedType;
    this.#meanGapMs = 1 / arrivalsPerMs(system);
    this.#parts = classes.map(({ part }) => part);
    this.#samplers = classes.map(({ service }) => samplerOf(service));
    this.#gaps = new RandomStream(seed, 'gaps');
    this.#classes = new RandomStream(seed, 'classes');
    this.#sizes = new RandomStream(seed, 'sizes');
    this.#presentLeft =
      system.drawPresent?.(presentQuantile(seed)) ?? Math.round(system.presentAtStart * system.workers);
    this.advance();
  }

  advance(): void {
    if (this.#presentLeft > 0) this.#presentLeft--;
    else this.atMs += this.#gaps.exponential(this.#meanGapMs);
    const index = this.#parts.length === 1 ? 0 : this.#drawClass();
    this.type = this.types[index] as SimulatedType;
    this.sizeMs = (this.#samplers[index] as Sampler)(this.#sizes);
  }

  #drawClass(): number {
    let left = this.#classes.next();
    const last = this.#parts.length - 1;
    for (let i = 0; i < last; i++) {
      left -= this.#parts[i] as number;
      if (left < 0) return i;
    }
    return last;
  }
}
