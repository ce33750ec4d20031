import { RandomStream } from '../../../src/core/random-stream.ts';

/** Arrival times of a Poisson process and service times from an inverse distribution function. */
export interface Replay {
  readonly arrivals: number[];
  readonly services: number[];
}

export function drawReplay(
  seed: number,
  jobs: number,
  arrivalRate: number,
  service: (uniform: number) => number,
): Replay {
  const gaps = new RandomStream(seed, 'gaps');
  const sizes = new RandomStream(seed, 'sizes');
  const arrivals: number[] = [];
  const services: number[] = [];
  let now = 0;
  for (let job = 0; job < jobs; job++) {
    now += gaps.exponential(1 / arrivalRate);
    arrivals.push(now);
    services.push(service(sizes.next()));
  }
  return { arrivals, services };
}

/** Mean of the waits (start − arrival) to a power. */
export function meanWaitPower(starts: readonly number[], arrivals: readonly number[], power: number): number {
  return starts.reduce((sum, start, job) => sum + (start - arrivals[job]!) ** power, 0) / starts.length;
}
