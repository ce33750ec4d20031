/** P(X ≤ count) of a binomial law with this number of trials and success probability; 0 for a count below 0. */
export function binomialCdf(count: number, trials: number, probability: number): number {
  if (count < 0) return 0;
  if (count >= trials || probability === 0) return 1;
  if (probability === 1) return 0;
  const odds = probability / (1 - probability);
  // In logs, because (1 − p)^n underflows with a few thousand trials.
  let logMass = trials * Math.log1p(-probability);
  let sum = Math.exp(logMass);
  for (let k = 1; k <= count; k++) {
    logMass += Math.log((odds * (trials - k + 1)) / k);
    sum += Math.exp(logMass);
  }
  return Math.min(1, sum);
}
