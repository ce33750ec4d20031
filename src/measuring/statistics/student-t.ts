/**
 * Distribution function of Student's t with a whole number of degrees of freedom: the finite sums in θ = arctan(t/√ν)
 * of Abramowitz and Stegun 26.7.3 (odd ν) and 26.7.4 (even ν). Absolute error about 1e-15.
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  if (!(Number.isInteger(degreesOfFreedom) && degreesOfFreedom >= 1)) {
    throw new Error(`degrees of freedom are ${degreesOfFreedom}: a whole number, 1 or more, is needed`);
  }
  return 0.5 + centralProbability(Math.atan(t / Math.sqrt(degreesOfFreedom)), degreesOfFreedom) / 2;
}

/** P(−t < T < t), negative for t < 0. */
function centralProbability(theta: number, degreesOfFreedom: number): number {
  const odd = degreesOfFreedom % 2 === 1;
  const square = Math.cos(theta) ** 2;
  let term = odd ? Math.cos(theta) : 1;
  let sum = degreesOfFreedom === 1 ? 0 : term;
  for (let i = odd ? 3 : 2; i < degreesOfFreedom; i += 2) {
    term *= ((i - 1) / i) * square;
    sum += term;
  }
  const series = Math.sin(theta) * sum;
  return odd ? (2 / Math.PI) * (theta + series) : series;
}

/** The t below which a share p of the law lies, 0 < p < 1. */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  return invertCdf((t) => studentTCdf(t, degreesOfFreedom), p);
}

/** Quantile of a law symmetric about 0 from its distribution function, 0 < p < 1, by bisection to the last digit. */
function invertCdf(cdf: (x: number) => number, p: number): number {
  if (!(p > 0 && p < 1))
    throw new Error(`p is ${p}: a quantile needs a probability between 0 and 1, both excluded`);
  if (p < 0.5) return -invertCdf(cdf, 1 - p);
  let low = 0;
  let high = 1;
  while (cdf(high) < p) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return high;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
}
