/** Fewest samples beyond a quantile for it to mean anything. */
const MIN_BEYOND = 10;

/** The type-7 quantile (linear between order statistics) of ascending values; `q` in [0, 1]. */
export function quantile(ascending: readonly number[], q: number): number {
  if (ascending.length === 0) throw new Error('a quantile needs at least one value');
  const position = (ascending.length - 1) * q;
  const below = Math.floor(position);
  const low = ascending[below] as number;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] as number;
  return low + (high - low) * (position - below);
}

/** The same, or null where fewer than ten samples lie beyond it: n(1 − q) < 10. */
export function supportedQuantile(ascending: readonly number[], q: number): number | null {
  // Rounded, because 1000 × (1 − 0.99) is a little below 10.
  const beyond = Math.round(ascending.length * (1 - q) * 1e6) / 1e6;
  return beyond < MIN_BEYOND ? null : quantile(ascending, q);
}
