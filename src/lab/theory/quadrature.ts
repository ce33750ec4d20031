/** Nodes and weights of the five-point Gauss–Legendre rule on [−1, 1] (Abramowitz and Stegun, table 25.4). */
const RULE: readonly (readonly [node: number, weight: number])[] = [
  [-0.906179845938664, 0.2369268850561891],
  [-0.5384693101056831, 0.4786286704993665],
  [0, 0.5688888888888889],
  [0.5384693101056831, 0.4786286704993665],
  [0.906179845938664, 0.2369268850561891],
];
const CELLS_PER_PANEL = 16;

/**
 * ∫f over all panels, given by their ends in order. About 12 digits where f is smooth and of one scale within a panel.
 */
export function integrate(f: (x: number) => number, panels: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < panels.length; i++)
    sum += integratePanel(f, panels[i - 1] as number, panels[i] as number);
  return sum;
}

function integratePanel(f: (x: number) => number, from: number, to: number): number {
  const half = (to - from) / (2 * CELLS_PER_PANEL);
  let sum = 0;
  for (let cell = 0; cell < CELLS_PER_PANEL; cell++) {
    const middle = from + (2 * cell + 1) * half;
    for (const [node, weight] of RULE) sum += weight * f(middle + node * half);
  }
  return sum * half;
}
