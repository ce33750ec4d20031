/** Density of the standard normal law. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/**
 * Distribution function of the standard normal law: ½ + φ(x)(x + x³/3 + x⁵/(3·5) + …) (Marsaglia, J. Stat. Software 11,
 * 2004). Absolute error about 1e-16.
 */
export function normalCdf(x: number): number {
  if (x < -38) return 0;
  if (x > 9) return 1;
  let term = x;
  let sum = x;
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + normalDensity(x) * sum;
}
