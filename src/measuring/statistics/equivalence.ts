/**
 * Equivalence by interval inclusion: the interval lies within ±margin. With an interval of level 1 − 2α it is the two
 * one-sided tests (TOST) at α (Schuirmann, J. Pharmacokinetics and Biopharmaceutics 15, 1987); a 95 % interval makes it
 * stricter. On log-ratios a margin of ln(1 + δ) means: neither more than δ above nor as much below.
 */
export function withinMargin(
  interval: { readonly low: number; readonly high: number },
  margin: number,
): boolean {
  if (!(margin > 0)) throw new Error(`margin is ${margin}: equivalence needs one above 0`);
  return interval.low >= -margin && interval.high <= margin;
}
