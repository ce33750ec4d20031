import { requireCount, requireSteadyState } from './steady-state.ts';

/** Enough for 14 digits at any m where utilisation ≤ 0.99. */
const FRACTION_DEPTH = 80;

/**
 * Crommelin (P.O. Electrical Engineers' Journal 25, 1932): mean wait in M/D/k with one central queue, in service times.
 * E[W] = Σ_{i≥1} [P(N ≥ ik) − P(N > ik)/ρ], N Poisson of mean ikρ. About 10 digits.
 */
export function mdkMeanWait(workers: number, utilisation: number): number {
  requireCount('workers', workers);
  requireSteadyState(utilisation);
  // Terms shrink by e^(−decay) or faster, so what follows one is less than term / decay.
  const decay = workers * (utilisation - 1 - Math.log(utilisation));
  let sum = 0;
  for (let m = workers; ; m += workers) {
    const term = crommelinTerm(m, utilisation);
    sum += term;
    if (term < 1e-12 * decay * sum) return sum;
  }
}

/**
 * P(N ≥ m) − P(N > m)/ρ for N Poisson of mean x = mρ. With the continued fraction of the incomplete gamma function
 * (DLMF 8.9.1) it is P(N = m)(1 + c)/(m − x + 1 + c), free of cancellation, where
 * c = x/(m+2 − (m+1)x/(m+3 + 2x/(m+4 − (m+2)x/(m+5 + …)))).
 */
function crommelinTerm(m: number, utilisation: number): number {
  const x = m * utilisation;
  let c = 0;
  for (let i = FRACTION_DEPTH; i >= 1; i--) c = (i * x) / (m + 2 * i - ((m + i) * x) / (m + 2 * i + 1 + c));
  return (poissonMass(m, utilisation) * (1 + c)) / (m - x + 1 + c);
}

/** P(N = m), N Poisson of mean mρ: e^(−m(ρ − 1 − ln ρ)) / (√(2πm) e^δ(m)), in which nothing large cancels. */
function poissonMass(m: number, utilisation: number): number {
  const deviance = m * (utilisation - 1 - Math.log(utilisation));
  return Math.exp(-deviance - stirlingError(m)) / Math.sqrt(2 * Math.PI * m);
}

/** δ(m) = ln m! − ln(√(2πm) (m/e)^m); Stirling's series from 16 on. */
function stirlingError(m: number): number {
  if (m >= 16) return (1 / 12 - (1 / 360 - 1 / (1260 * m * m)) / (m * m)) / m;
  let logFactorial = 0;
  for (let i = 2; i <= m; i++) logFactorial += Math.log(i);
  return logFactorial - (m + 0.5) * Math.log(m) + m - 0.5 * Math.log(2 * Math.PI);
}
