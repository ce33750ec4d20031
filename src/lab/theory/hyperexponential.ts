import type { Moments } from './moments.ts';

/** With probability `probability` exponential of rate `rates[0]`, else of rate `rates[1]`. Mean 1. */
export interface Hyperexponential {
  readonly probability: number;
  readonly rates: readonly [number, number];
  readonly moments: Moments;
}

/**
 * H₂ with mean 1 and a given C² ≥ 1, by balanced means (both branches carry half of the load):
 * p = (1 + √((C² − 1)/(C² + 1)))/2, μ₁ = 2p, μ₂ = 2(1 − p). Source: Whitt, Operations Research 30 (1982), §3.
 */
export function balancedHyperexponential(squaredCv: number): Hyperexponential {
  if (!(squaredCv >= 1)) {
    throw new Error(`squared coefficient of variation is ${squaredCv}: a hyperexponential law has 1 or more`);
  }
  const p = (1 + Math.sqrt((squaredCv - 1) / (squaredCv + 1))) / 2;
  const rates = [2 * p, 2 * (1 - p)] as const;
  const third = 6 * (p / rates[0] ** 3 + (1 - p) / rates[1] ** 3);
  return { probability: p, rates, moments: { mean: 1, second: squaredCv + 1, third } };
}
