import { indicesBy, type Requests } from './requests.ts';

/** Ranks need not be those of more values: their correlation is then known to half a per cent. */
const MOST_VALUES = 100_000;
/** A rank correlation below this makes little difference to a mean or a percentile. */
const SLIGHT = 0.02;
/** Chance alone rarely exceeds so many standard errors. */
const CERTAIN = 3;
/** Waiting that is left in the times makes them grow with the number of others. That they shrink must be clearer. */
const IF_NEGATIVE = 2;
/** Fewer of a type say nothing. */
const LEAST_JUDGED = 20;

export interface Dependence {
  /** Spearman's rank correlation, within each type, over all types. */
  readonly rho: number;
  /** True if that is more than chance and more than slight. */
  readonly matters: boolean;
}

/**
 * Whether times depend on a second column, such as the number of others in the system. A service time does not; a
 * response time does.
 */
export function dependenceOn(
  column: ArrayLike<number>,
  { count, type, whole }: Requests,
  serviceMs: Float64Array,
): Dependence {
  let sum = 0;
  let judged = 0;
  for (const all of indicesBy(type, count).values()) {
    const indices = all.filter((i) => whole[i] === 1);
    if (indices.length < LEAST_JUDGED) continue;
    const own = rankCorrelation(serviceMs, column, indices);
    // NaN where one of them never changes.
    if (Number.isNaN(own.rho)) continue;
    sum += own.rho * own.count;
    judged += own.count;
  }
  const rho = judged === 0 ? 0 : sum / judged;
  const limit = Math.max(SLIGHT, CERTAIN / Math.sqrt(judged));
  return { rho, matters: rho > limit || rho < -IF_NEGATIVE * limit };
}

function rankCorrelation(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  indices: ArrayLike<number>,
): { readonly rho: number; readonly count: number } {
  const every = Math.max(1, Math.ceil(indices.length / MOST_VALUES));
  const count = Math.ceil(indices.length / every);
  const valuesOf = (column: ArrayLike<number>) =>
    Float64Array.from({ length: count }, (_, i) => column[indices[i * every] as number] as number);
  const a = ranks(valuesOf(first));
  const b = ranks(valuesOf(second));
  const middle = (count - 1) / 2;
  let both = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let i = 0; i < count; i++) {
    const x = (a[i] as number) - middle;
    const y = (b[i] as number) - middle;
    both += x * y;
    squaresOfA += x * x;
    squaresOfB += y * y;
  }
  return { rho: both / Math.sqrt(squaresOfA * squaresOfB), count };
}

/** From 0; equal values share the mean of their ranks. */
function ranks(values: Float64Array): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const meanRank = new Map<number, number>();
  for (let from = 0; from < sorted.length; ) {
    const value = sorted[from] as number;
    let to = from;
    while (to < sorted.length && sorted[to] === value) to++;
    meanRank.set(value, (from + to - 1) / 2);
    from = to;
  }
  return values.map((value) => meanRank.get(value) as number);
}
