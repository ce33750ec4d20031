/** First three moments of a service time: E[S], E[S²], E[S³], in some unit of time and its powers. */
export interface Moments {
  readonly mean: number;
  readonly second: number;
  readonly third: number;
}

/** E[Sⁿ] = n! meanⁿ. */
export function exponentialMoments(mean: number): Moments {
  return { mean, second: 2 * mean ** 2, third: 6 * mean ** 3 };
}

export function deterministicMoments(value: number): Moments {
  return { mean: value, second: value ** 2, third: value ** 3 };
}

/** A law of finitely many values, such as a bimodal one. Probabilities must sum to 1. */
export function discreteMoments(
  points: readonly { readonly value: number; readonly probability: number }[],
): Moments {
  const total = points.reduce((sum, { probability }) => sum + probability, 0);
  if (Math.abs(total - 1) > 1e-9) throw new Error(`the probabilities sum to ${total}: they must sum to 1`);
  const moment = (order: number) =>
    points.reduce((sum, { value, probability }) => sum + probability * value ** order, 0);
  return { mean: moment(1), second: moment(2), third: moment(3) };
}

/** C² = Var[S] / E[S]²: 0 for constant, 1 for exponential service. */
export function squaredCoefficientOfVariation(moments: Moments): number {
  return moments.second / moments.mean ** 2 - 1;
}
