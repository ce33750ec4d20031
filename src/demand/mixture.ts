/** Two things under one name: the length of each in ms (its median), and the share of the longer. */
export interface Mixture {
  readonly shortMs: number;
  readonly longMs: number;
  readonly longShare: number;
}

const MOST_VALUES = 20_000;
const LEAST_VALUES = 200;
const ROUNDS = 40;
/** Modes that are nearer, in standard deviations, may be one law with a long tail. */
const APART = 3;
const LEAST_SHARE = 0.02;

/** Two log-normal laws by expectation-maximisation; undefined unless they are clearly apart. */
export function mixtureIn(ascendingMs: Float64Array): Mixture | undefined {
  const every = Math.max(1, Math.ceil(ascendingMs.length / MOST_VALUES));
  const logs = ascendingMs.filter((ms, i) => ms > 0 && i % every === 0).map(Math.log);
  if (logs.length < LEAST_VALUES) return undefined;
  const quarter = (q: number) => logs[Math.floor(q * (logs.length - 1))] as number;
  let low = { mean: quarter(0.1), sd: 0.5 };
  let high = { mean: quarter(0.98), sd: 0.5 };
  let share = 0.1;
  for (let round = 0; round < ROUNDS; round++) {
    const of = (weight: (p: number) => number) => weighted(logs, low, high, share, weight);
    const short = of((p) => 1 - p);
    const long = of((p) => p);
    low = short;
    high = long;
    share = long.weight / logs.length;
  }
  const apart = (high.mean - low.mean) / Math.sqrt((high.sd ** 2 + low.sd ** 2) / 2);
  if (!(apart > APART) || share < LEAST_SHARE || share > 1 - LEAST_SHARE) return undefined;
  return { shortMs: Math.exp(low.mean), longMs: Math.exp(high.mean), longShare: share };
}

interface Law {
  readonly mean: number;
  readonly sd: number;
}

/** The values by their weights, which follow from the probability of being of the longer law. */
function weighted(
  logs: Float64Array,
  low: Law,
  high: Law,
  share: number,
  weightOf: (probability: number) => number,
): Law & { readonly weight: number } {
  let weight = 0;
  let sum = 0;
  let squares = 0;
  for (const value of logs) {
    const long = share * density(value, high);
    const short = (1 - share) * density(value, low);
    const own = weightOf(long + short === 0 ? Number(value > high.mean) : long / (long + short));
    weight += own;
    sum += own * value;
    squares += own * value * value;
  }
  const mean = sum / weight;
  return { weight, mean, sd: Math.sqrt(Math.max(1e-6, squares / weight - mean * mean)) };
}

function density(value: number, { mean, sd }: Law): number {
  return Math.exp(-0.5 * ((value - mean) / sd) ** 2) / sd;
}
