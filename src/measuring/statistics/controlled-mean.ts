import { type MeanInterval, meanInterval, standardDeviation } from './mean-interval.ts';
import { studentTQuantile } from './student-t.ts';
import { mean } from './sum.ts';

/** A control this close to a linear combination of the others, relative to its spread, is left out. */
const DEGENERATE = 1e-9;

/**
 * Mean of independent values with control variates: other observations of the same replication, given as deviations from
 * exactly known expectations. The controls are regressed out of the values. Student's t interval with n − 1 − controls degrees
 * of freedom, exact if all are jointly normal. Lavenberg and Welch, Management Science 27 (1981). `controls[c][i]` belongs to
 * `values[i]`.
 */
export function controlledMeanInterval(
  values: readonly number[],
  controls: readonly (readonly number[])[],
  level: number,
): MeanInterval {
  const n = values.length;
  const basis = orthogonal(controls);
  const degreesOfFreedom = n - 1 - basis.length;
  if (basis.length === 0) return meanInterval(values, level);
  if (degreesOfFreedom < 1) throw new Error(`${n} values are too few for ${basis.length} controls`);
  let centre = mean(values);
  let spread = 1 / n;
  let rest = values.map((value) => value - centre);
  for (const { deviations, mean: controlMean, squares } of basis) {
    const slope = dot(rest, deviations) / squares;
    rest = rest.map((value, i) => value - slope * (deviations[i] as number));
    centre -= slope * controlMean;
    spread += controlMean ** 2 / squares;
  }
  const half =
    studentTQuantile((1 + level) / 2, degreesOfFreedom) *
    Math.sqrt((dot(rest, rest) / degreesOfFreedom) * spread);
  return { mean: centre, low: centre - half, high: centre + half };
}

/** A control without the part that earlier ones explain: its deviations from its own mean, and that mean. */
interface Orthogonal {
  readonly deviations: readonly number[];
  readonly mean: number;
  readonly squares: number;
}

function orthogonal(controls: readonly (readonly number[])[]): Orthogonal[] {
  const basis: Orthogonal[] = [];
  for (const control of controls) {
    const before = standardDeviation(control);
    let centre = mean(control);
    let deviations = control.map((value) => value - centre);
    for (const earlier of basis) {
      const slope = dot(deviations, earlier.deviations) / earlier.squares;
      deviations = deviations.map((value, i) => value - slope * (earlier.deviations[i] as number));
      centre -= slope * earlier.mean;
    }
    const squares = dot(deviations, deviations);
    if (Math.sqrt(squares / control.length) > DEGENERATE * before)
      basis.push({ deviations, mean: centre, squares });
  }
  return basis;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
