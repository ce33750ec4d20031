/**
 * Holm's step-down correction (Scandinavian J. of Statistics 6, 1979): adjusted p values in the order given. Rejecting
 * where they are ≤ α keeps the chance of any false rejection among all of them ≤ α, whatever their dependence.
 */
export function holm(pValues: readonly number[]): number[] {
  const wrong = pValues.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) throw new Error(`${wrong} is not a p value: p values lie between 0 and 1`);
  const ascending = [...pValues.entries()].sort(([, a], [, b]) => a - b);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  for (const [rank, [place, p]] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * p));
    adjusted[place] = largest;
  }
  return adjusted;
}
