import { mmkMeanWait } from '../../../src/lab/theory/mmk.ts';

/**
 * Lee–Longton (Operational Research Quarterly 10, 1959): mean wait in M/G/k ≈ (1 + C²)/2 × that of M/M/k, in mean
 * service times. Exact for k = 1 and for exponential service, otherwise an approximation, and a poor one for very
 * bimodal laws: no such formula from two moments can be right (Gupta et al., Queueing Systems 64, 2010).
 */
export function mgkMeanWaitApproximation(workers: number, utilisation: number, squaredCv: number): number {
  return ((1 + squaredCv) / 2) * mmkMeanWait(workers, utilisation);
}
