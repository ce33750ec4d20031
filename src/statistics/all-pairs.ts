import { requireFinite } from './finite.ts';

/** With no more blocks all sign patterns are gone through; half of them, as the other half gives the same statistics. */
const MOST_BLOCKS_ENUMERATED = 13;
/** Patterns otherwise: a p of 0.05 is then right to 0.003. */
const PATTERNS = 4096;

interface Pair {
  readonly one: number;
  readonly other: number;
  /** Root of the sum of the squared differences: the same however they are signed. */
  readonly length: number;
  /** |sum of the differences| ÷ length: a monotone function of Student's t. */
  readonly statistic: number;
}

/**
 * For every pair of arms the p that they are alike, adjusted for all pairs together: `values[arm][block]`, and
 * `p[one][other]` of the answer is symmetric. Rejecting where p ≤ α keeps the chance of any false rejection among all
 * pairs ≤ α, whichever of the arms are alike.
 *
 * Fisher's randomisation carried over to families: were two arms alike, their differences in a block could as well have
 * had the other sign. All differences of a block change sign together, so that the pairs' dependence is kept, and each
 * pair is held against the largest statistic of all that are no more extreme (step-down max-t; Romano and Wolf, J. Amer.
 * Stat. Assoc. 100, 2005). Assumes that blocks are independent and their differences symmetric.
 */
export function allPairsP(values: readonly (readonly number[])[]): number[][] {
  const blocks = values[0]?.length ?? 0;
  for (const own of values) {
    if (own.length !== blocks) throw new Error('every arm needs a value in every block');
    requireFinite('value of an arm', own);
  }
  const pairs = pairsOf(values);
  const p = values.map(() => values.map(() => 1));
  let largest = 0;
  for (const [rank, share] of sharesAsExtreme(values, pairs, patternsFor(blocks)).entries()) {
    const { one, other } = pairs[rank] as Pair;
    largest = Math.max(largest, share);
    (p[one] as number[])[other] = largest;
    (p[other] as number[])[one] = largest;
  }
  return p;
}

/** The most extreme first. */
function pairsOf(values: readonly (readonly number[])[]): Pair[] {
  const pairs: Pair[] = [];
  for (const [one, low] of values.entries()) {
    for (let other = 0; other < one; other++) {
      let sum = 0;
      let squares = 0;
      for (const [block, value] of low.entries()) {
        const difference = value - ((values[other] as readonly number[])[block] as number);
        sum += difference;
        squares += difference * difference;
      }
      const length = Math.sqrt(squares);
      pairs.push({ one, other, length, statistic: length === 0 ? 0 : Math.abs(sum) / length });
    }
  }
  return pairs.sort((a, b) => b.statistic - a.statistic);
}

/** For each pair the share of patterns under which it, or one that is less extreme, reaches its statistic. */
function sharesAsExtreme(
  values: readonly (readonly number[])[],
  pairs: readonly Pair[],
  patterns: Iterable<Int8Array>,
): number[] {
  const reached = new Float64Array(pairs.length);
  const sums = new Float64Array(values.length);
  let count = 0;
  for (const signs of patterns) {
    count++;
    for (const [arm, own] of values.entries()) sums[arm] = signedSum(own, signs);
    let most = 0;
    for (let rank = pairs.length - 1; rank >= 0; rank--) {
      const { one, other, length, statistic } = pairs[rank] as Pair;
      const sum = Math.abs((sums[one] as number) - (sums[other] as number));
      if (length > 0) most = Math.max(most, sum / length);
      // Sums that differ only by rounding are equal.
      if (most >= statistic * (1 - 1e-9)) reached[rank] = (reached[rank] as number) + 1;
    }
  }
  return Array.from(reached, (times) => times / count);
}

function signedSum(values: readonly number[], signs: Int8Array): number {
  let sum = 0;
  for (let block = 0; block < signs.length; block++)
    sum += (values[block] as number) * (signs[block] as number);
  return sum;
}

/** The first is the one that was seen. The same for the same number of blocks, so that a p can be had again. */
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

/** Bits that look random: the finalizer of MurmurHash3 (Appleby). */
function scrambled(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
