import type { Arrivals } from '../contract/workload.ts';
import type { RandomStream } from './random-stream.ts';

/** The moment of the next arrival after `afterMs`; Infinity if there is none. Calls go forward in time. */
export type NextArrival = (afterMs: number) => number;

/** Arrivals at a mean rate. `endMs` is where a ramp ends. */
export function arrivalTimes(
  arrivals: Arrivals,
  perMs: number,
  endMs: number,
  stream: RandomStream,
): NextArrival {
  if (perMs <= 0) return () => Number.POSITIVE_INFINITY;
  switch (arrivals.process) {
    case 'poisson':
      return (afterMs) => afterMs + stream.exponential(1 / perMs);
    case 'deterministic':
      return (afterMs) => afterMs + 1 / perMs;
    case 'bursts':
      return markovBursts(arrivals, perMs, stream);
    case 'ramp': {
      const { fromFactor, toFactor } = arrivals;
      const factorAt = (ms: number) => fromFactor + (toFactor - fromFactor) * Math.min(1, ms / endMs);
      return thinned(factorAt, Math.max(fromFactor, toFactor), perMs, endMs, stream);
    }
  }
}

/**
 * Poisson with a rate that moves until `endMs`: drawn at the highest rate, kept with probability rate ÷ highest (Lewis
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

/** Busy and quiet spells of exponential length; gaps start anew at every switch, which memoryless gaps allow. */
function markovBursts(
  { busyFactor, busyShare, busyMs }: Extract<Arrivals, { process: 'bursts' }>,
  perMs: number,
  stream: RandomStream,
): NextArrival {
  const quietFactor = (1 - busyFactor * busyShare) / (1 - busyShare);
  const quietMs = (busyMs * (1 - busyShare)) / busyShare;
  let busy = stream.next() < busyShare;
  let switchMs = stream.exponential(busy ? busyMs : quietMs);
  return (afterMs) => {
    let fromMs = afterMs;
    for (;;) {
      const rate = perMs * (busy ? busyFactor : quietFactor);
      const atMs = rate > 0 ? fromMs + stream.exponential(1 / rate) : Number.POSITIVE_INFINITY;
      if (atMs <= switchMs) return atMs;
      fromMs = switchMs;
      busy = !busy;
      switchMs += stream.exponential(busy ? busyMs : quietMs);
    }
  };
}
