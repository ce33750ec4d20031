/** Distribution of service times. Means and scales in ms on a worker of speed 1. */
export type ServiceTime =
  | { readonly law: 'constant'; readonly meanMs: number }
  | { readonly law: 'exponential'; readonly meanMs: number }
  /** Two exponentials with balanced means; `squaredCv` (variance ÷ mean²) is at least 1. */
  | { readonly law: 'hyperexponential'; readonly meanMs: number; readonly squaredCv: number }
  | { readonly law: 'log-normal'; readonly meanMs: number; readonly squaredCv: number }
  /** A shape above 1 is more regular than exponential, below 1 less. */
  | { readonly law: 'weibull'; readonly meanMs: number; readonly shape: number }
  /** Density ∝ x^(−alpha − 1) between the bounds. */
  | {
      readonly law: 'bounded-pareto';
      readonly lowMs: number;
      readonly highMs: number;
      readonly alpha: number;
    }
  | {
      readonly law: 'bimodal';
      readonly shortMs: number;
      readonly longMs: number;
      readonly longShare: number;
    }
  /** As measured: evenly spaced quantiles from the shortest to the longest, in between on a straight line. */
  | { readonly law: 'measured'; readonly quantilesMs: readonly number[] };

/** Distribution of the gaps between arrivals; the rate is given elsewhere. */
export type Arrivals =
  | { readonly process: 'poisson' }
  | { readonly process: 'deterministic' }
  /**
   * A Poisson process that switches at random between a busy and a quiet rate (MMPP). In the busy state it is
   * `busyFactor` times the mean rate; `busyShare` of the time is busy; a busy spell lasts `busyMs` on average.
   */
  | {
      readonly process: 'bursts';
      readonly busyFactor: number;
      readonly busyShare: number;
      readonly busyMs: number;
    }
  /** Poisson with a rate that changes linearly from one multiple of the mean rate to another over the whole load. */
  | { readonly process: 'ramp'; readonly fromFactor: number; readonly toFactor: number };
