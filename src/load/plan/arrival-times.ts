import type { Arrivals } from '../../contract/workload.ts';
import type { RandomStream } from '../../core/random-stream.ts';
import { type Bursts, Spells } from './spells.ts';

/** Time of the next arrival after `afterMs`; Infinity if there is none. `afterMs` must not decrease. */
export type NextArrival = (afterMs: number) => number;

/**
 * Arrivals at a mean rate. `partsMs` are the ends of the warm-up and of the measured time. A ramp ends with the last;
 * bursts have their share of busy time in each.
 */
export function arrivalTimes(
  arrivals: Arrivals,
  perMs: number,
  partsMs: readonly [warmupEndMs: number, endMs: number],
  stream: RandomStream,
): NextArrival {
  if (perMs <= 0) return () => Number.POSITIVE_INFINITY;
  switch (arrivals.process) {
    case 'poisson':
      return (afterMs) => afterMs + stream.exponential(1 / perMs);
    case 'deterministic':
      return (afterMs) => afterMs + 1 / perMs;
    case 'bursts':
      return markovBursts(arrivals, perMs, new Spells(arrivals, partsMs, stream), stream);
    case 'ramp': {
      const { fromFactor, toFactor } = arrivals;
      const [, endMs] = partsMs;
      const factorAt = (ms: number) => fromFactor + (toFactor - fromFactor) * Math.min(1, ms / endMs);
      return thinned(factorAt, Math.max(fromFactor, toFactor), perMs, endMs, stream);
    }
  }
}

/**
 * Poisson with a rate that changes until `endMs`: drawn at the highest rate, kept with probability rate ÷ highest (Lewis
 * and Shedler).
 */
function thinned(
  factorAt: (ms: number) => number,
  highest: number,
  perMs: number,
  endMs: number,
  stream: RandomStream,
): NextArrival {
  return (afterMs) => {
    let atMs = afterMs;
    do {
      atMs += stream.exponential(1 / (perMs * highest));
      if (atMs >= endMs && factorAt(atMs) === 0) return Number.POSITIVE_INFINITY;
    } while (stream.next() * highest >= factorAt(atMs));
    return atMs;
  };
}

/**
 * Poisson with one rate in busy spells and another in quiet ones. Gaps restart at every switch; being memoryless, they
 * allow that.
 */
function markovBursts(bursts: Bursts, perMs: number, spells: Spells, stream: RandomStream): NextArrival {
  const { busyFactor, busyShare } = bursts;
  const quietFactor = (1 - busyFactor * busyShare) / (1 - busyShare);
  return (afterMs) => {
    let fromMs = afterMs;
    for (;;) {
      const rate = perMs * (spells.busy ? busyFactor : quietFactor);
      const atMs = rate > 0 ? fromMs + stream.exponential(1 / rate) : Number.POSITIVE_INFINITY;
      if (atMs <= spells.untilMs) return atMs;
      fromMs = spells.untilMs;
      spells.advance();
    }
  };
}
