/** Where a chain may go from a state, with rates or probabilities. */
export type Transitions = readonly (readonly [to: number, rate: number])[];

/**
 * Stationary distribution of a small chain (rates or probabilities; loops are ignored) by the elimination of Grassmann,
 * Taksar and Heyman (1985), which subtracts nothing and so loses no digits.
 */
export function stationary(states: number, from: (state: number) => Transitions): number[] {
  const flow = Array.from({ length: states }, (_, state) => {
    const row = new Float64Array(states);
    for (const [to, rate] of from(state)) if (to !== state) row[to]! += rate;
    return row;
  });
  for (let last = states - 1; last > 0; last--) {
    let out = 0;
    for (let j = 0; j < last; j++) out += flow[last]![j]!;
    for (let i = 0; i < last; i++) {
      if (flow[i]![last] === 0) continue;
      flow[i]![last]! /= out;
      for (let j = 0; j < last; j++) flow[i]![j]! += flow[i]![last]! * flow[last]![j]!;
    }
  }
  const weights = [1];
  for (let state = 1; state < states; state++) {
    weights.push(weights.reduce((sum, weight, i) => sum + weight * flow[i]![state]!, 0));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Σ value(state) · probability(state). */
export function expectation(distribution: readonly number[], value: (state: number) => number): number {
  return distribution.reduce((sum, probability, state) => sum + probability * value(state), 0);
}
