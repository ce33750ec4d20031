import { type ContinuousLaw, doublings } from './continuous-law.ts';

/** Bounded Pareto B(L, H, α): density ∝ x^(−α−1) between L and H. */
export interface BoundedPareto extends ContinuousLaw {
  readonly lowest: number;
  readonly highest: number;
  readonly shape: number;
}

/**
 * Partial moments: αL^α/(1 − (L/H)^α) · (x^(n−α) − L^(n−α))/(n − α), and a logarithm where n = α. Any real order, so
 * that order −1 gives mean slowdowns. Source of its use for job sizes: Harchol-Balter, Crovella and Murta, J. Parallel
 * and Distributed Computing 59 (1999).
 */
export function boundedPareto(lowest: number, highest: number, shape: number): BoundedPareto {
  if (!(lowest > 0 && highest > lowest && shape > 0)) {
    throw new Error(
      `B(${lowest}, ${highest}, ${shape}) is no law: 0 < lowest < highest and shape > 0 are needed`,
    );
  }
  const scale = (shape * lowest ** shape) / (1 - (lowest / highest) ** shape);
  return {
    lowest,
    highest,
    shape,
    panels: doublings(lowest, highest),
    density: (x) => (x < lowest || x > highest ? 0 : scale * x ** (-shape - 1)),
    partialMoment(order, x) {
      const end = Math.min(Math.max(x, lowest), highest);
      const power = order - shape;
      if (power === 0) return scale * Math.log(end / lowest);
      return (scale * (end ** power - lowest ** power)) / power;
    },
  };
}
