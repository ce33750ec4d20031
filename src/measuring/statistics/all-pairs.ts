import { requireFinite } from './finite.ts';

/** Up to this number of blocks all sign patterns are used. Half of them suffice, since the other half gives the same statistics. */
const MOST_BLOCKS_ENUMERATED = 13;
/** Number of random patterns otherwise. The standard error of a p of 0.05 is then 0.003. */
const PATTERNS = 4096;

/** All pairs, the most extreme first. Stored in columns, because there may be millions. */
interface Pairs {
  readonly count: number;
  readonly one: Uint32Array;
  readonly other: Uint32Array;
  /** Root of the sum of squared differences, which does not depend on the signs. */
  readonly length: Float64Array;
  /** |sum of the differences| ÷ length: a monotone function of Student's t. */
  readonly statistic: Float64Array;
}

/**
 * For every pair of arms, p of the hypothesis that they are alike, adjusted for all pairs. The argument is
 * `values[arm][block]`; the result `p[one][other]` is symmetric. Rejecting if p ≤ α keeps the chance of any false rejection
 * among all pairs ≤ α, whichever of the arms are alike.
 *
 * Fisher's randomisation test for families: if two arms are alike, their difference in a block has either sign with equal
 * probability. All differences of a block change sign together, which keeps the dependence of the pairs. Each pair is
 * compared with the largest statistic of all pairs that are no more extreme (step-down max-t; Romano and Wolf, J. Amer. Stat.
 * Assoc. 100, 2005). Assumes independent blocks with symmetric differences.
 */
export function allPairsP(values: readonly (readonly number[])[]): number[][] {
  const blocks = values[0]?.length ?? 0;
  for (const own of values) {
    if (own.length !== blocks) throw new Error('every arm needs a value in every block');
    requireFinite('value of an arm', own);
  }
  const pairs = pairsOf(values);
  const p = values.map(() => new Array<number>(values.length).fill(1));
  const shares = sharesAsExtreme(values, pairs, patternsFor(blocks));
  let largest = 0;
  for (let rank = 0; rank < pairs.count; rank++) {
    const [one, other] = [pairs.one[rank] as number, pairs.other[rank] as number];
    largest = Math.max(largest, shares[rank] as number);
    (p[one] as number[])[other] = largest;
    (p[other] as number[])[one] = largest;
  }
  return p;
}

function pairsOf(values: readonly (readonly number[])[]): Pairs {
  const count = (values.length * (values.length - 1)) / 2;
  const one = new Uint32Array(count);
  const other = new Uint32Array(count);
  const length = new Float64Array(count);
  const statistic = new Float64Array(count);
  let pair = 0;
  for (let first = 0; first < values.length; first++) {
    for (let second = 0; second < first; second++) {
      const { sum, squares } = differenceOf(values[first] as number[], values[second] as number[]);
      one[pair] = first;
      other[pair] = second;
      length[pair] = Math.sqrt(squares);
      statistic[pair] = squares === 0 ? 0 : Math.abs(sum) / Math.sqrt(squares);
      pair++;
    }
  }
  const order = Uint32Array.from(statistic, (_, i) => i);
  order.sort((a, b) => (statistic[b] as number) - (statistic[a] as number));
  return {
    count,
    one: order.map((i) => one[i] as number),
    other: order.map((i) => other[i] as number),
    length: Float64Array.from(order, (i) => length[i] as number),
    statistic: Float64Array.from(order, (i) => statistic[i] as number),
  };
}

function differenceOf(first: readonly number[], second: readonly number[]): { sum: number; squares: number } {
  let sum = 0;
  let squares = 0;
  for (let block = 0; block < first.length; block++) {
    const difference = (first[block] as number) - (second[block] as number);
    sum += difference;
    squares += difference * difference;
  }
  return { sum, squares };
}

/** For each pair the share of patterns in which it, or a less extreme pair, reaches its statistic. */
function sharesAsExtreme(
  values: readonly (readonly number[])[],
  { count, one, other, length, statistic }: Pairs,
  patterns: Iterable<Int8Array>,
): Float64Array {
  const reached = new Float64Array(count);
  const sums = new Float64Array(values.length);
  let all = 0;
  for (const signs of patterns) {
    all++;
    for (let arm = 0; arm < values.length; arm++) sums[arm] = signedSum(values[arm] as number[], signs);
    let most = 0;
    for (let rank = count - 1; rank >= 0; rank--) {
      const sum = Math.abs((sums[one[rank] as number] as number) - (sums[other[rank] as number] as number));
      const root = length[rank] as number;
      if (root > 0 && sum > most * root) most = sum / root;
      // Sums that differ only by rounding are equal.
      if (most >= (statistic[rank] as number) * (1 - 1e-9)) reached[rank] = (reached[rank] as number) + 1;
    }
  }
  return reached.map((times) => times / all);
}

function signedSum(values: readonly number[], signs: Int8Array): number {
  let sum = 0;
  for (let block = 0; block < signs.length; block++)
    sum += (values[block] as number) * (signs[block] as number);
  return sum;
}

/** The first pattern is the observed one. The patterns depend only on the number of blocks, so that p is reproducible. */
function* patternsFor(blocks: number): Generator<Int8Array> {
  const all = blocks <= MOST_BLOCKS_ENUMERATED;
  const signs = new Int8Array(blocks).fill(1);
  const patterns = all ? 2 ** Math.max(0, blocks - 1) : PATTERNS;
  for (let pattern = 0; pattern < patterns; pattern++) {
    for (let block = 0; block < blocks; block++) {
      const bits = all || pattern === 0 ? pattern >>> block : scrambled(pattern * blocks + block);
      signs[block] = bits & 1 ? -1 : 1;
    }
    yield signs;
  }
}

/** Pseudo-random bits: the finalizer of MurmurHash3 (Appleby). */
function scrambled(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
