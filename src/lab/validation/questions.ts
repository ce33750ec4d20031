import type { Histogram } from '../../measuring/summary/histogram.ts';
import type { Measures, TypeMeasures } from '../../simulation/measures.ts';
import { mmkWaitQuantile, mmkWaitTail } from '../theory/mmk.ts';
import type { Question } from './experiment.ts';

/** Relative half-widths of the intervals: for means and shares, and for figures that depend on rare long waits. */
const MEAN_LIMIT = 0.01;
const TAIL_LIMIT = 0.03;

export function meanWait(theory: number): Question {
  return classMeanWait('E[W]', 0, theory);
}

/** Mean wait of one class of jobs. */
export function classMeanWait(name: string, index: number, theory: number): Question {
  return { name, theory, limit: MEAN_LIMIT, observe: (measures) => typeOf(measures, index).waitMs.mean };
}

export function meanResponse(theory: number): Question {
  return {
    name: 'E[T]',
    theory,
    limit: MEAN_LIMIT,
    observe: (measures) => typeOf(measures, 0).responseMs.mean,
  };
}

export function waitProbability(theory: number): Question {
  return {
    name: 'P(wait)',
    theory,
    limit: MEAN_LIMIT,
    observe: (measures) => shareBeyond(typeOf(measures, 0).waitMs, 0),
  };
}

export function waitSecondMoment(theory: number): Question {
  return {
    name: 'E[W²]',
    theory,
    limit: TAIL_LIMIT,
    observe(measures) {
      const { waitMs } = typeOf(measures, 0);
      return waitMs.sumOfSquares / waitMs.count;
    },
  };
}

/**
 * The 99th percentile of the wait in M/M/k, first come first served. The sample quantile of a short run is biased low. Its
 * linear form has no bias at any length: at the theoretical quantile, the excess share of longer waits divided by the density
 * (Bahadur, Annals of Math. Statistics 37, 1966).
 */
export function waitP99(workers: number, load: number): Question {
  const theory = mmkWaitQuantile(workers, load, 0.99);
  const t = bucketEnd(theory);
  const longer = mmkWaitTail(workers, load, t);
  const density = workers * (1 - load) * longer;
  return {
    name: 'p99 W',
    theory,
    limit: TAIL_LIMIT,
    observe: (measures) => theory + (shareBeyond(typeOf(measures, 0).waitMs, t) - longer) / density,
  };
}

/** P(W > t). `t` must be the end of a histogram bucket. */
export function waitTail(t: number, theory: number): Question {
  return {
    name: `P(W > ${t})`,
    theory,
    limit: TAIL_LIMIT,
    observe: (measures) => shareBeyond(typeOf(measures, 0).waitMs, t),
  };
}

/** Little's law: jobs in the system, integrated over time, equal the time they spend there, except at the ends of the span. */
export function littlesLaw(): Question {
  return {
    name: 'L ÷ λT (Little)',
    theory: 1,
    limit: MEAN_LIMIT,
    observe(measures) {
      const jobMs = measures.types.reduce((sum, type) => sum + type.jobMs, 0);
      return jobMs / measures.types.reduce((sum, type) => sum + type.responseMs.sum, 0);
    },
  };
}

/** Share of the workers' time that is spent on jobs. */
export function utilisationLaw(workers: number, theory: number): Question {
  return {
    name: 'utilisation',
    theory,
    limit: MEAN_LIMIT,
    observe: ({ busyMs, span }) => busyMs / (workers * (span.endMs - span.warmupMs)),
  };
}

/** The end of a bucket near t: a number with nine significant bits. */
function bucketEnd(t: number): number {
  const width = 2 ** (Math.floor(Math.log2(t)) - 8);
  return Math.round(t / width) * width;
}

/** Excludes the bucket that ends at t, but not the one that begins there. */
function shareBeyond(waits: Histogram, t: number): number {
  return 1 - waits.shareUpTo(t * (1 - Number.EPSILON));
}

function typeOf(measures: Measures, index: number): TypeMeasures {
  return measures.types[index] as TypeMeasures;
}
