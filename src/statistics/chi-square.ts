import { normalCdf, normalDensity } from './normal.ts';

/**
 * P(χ² > x) with a whole number ν of degrees of freedom: the finite sums of Abramowitz and Stegun 26.4.4 (odd ν) and
 * 26.4.5 (even ν).
 */
export function chiSquareTail(x: number, degreesOfFreedom: number): number {
  if (!(Number.isInteger(degreesOfFreedom) && degreesOfFreedom >= 1)) {
    throw new Error(`degrees of freedom are ${degreesOfFreedom}: a whole number, 1 or more, is needed`);
  }
  const odd = degreesOfFreedom % 2 === 1;
  const root = Math.sqrt(x);
  let term = odd ? root : 1;
  let sum = degreesOfFreedom === 1 ? 0 : term;
  for (let i = odd ? 3 : 2; i < degreesOfFreedom; i += 2) {
    term *= x / i;
    sum += term;
  }
  return odd ? 2 * (normalCdf(-root) + normalDensity(root) * sum) : Math.exp(-x / 2) * sum;
}
