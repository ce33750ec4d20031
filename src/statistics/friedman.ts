import { chiSquareTail } from './chi-square.ts';

export interface FriedmanResult {
  /** One for each arm, 1 to the number of arms; the arm with the lowest values has the lowest. */
  readonly meanRanks: readonly number[];
  readonly chiSquare: number;
  /** From the χ² law with arms − 1 degrees of freedom; a little too large with few blocks, so on the safe side. */
  readonly p: number;
}

/**
 * Friedman's test (J. Amer. Stat. Assoc. 32, 1937) that all arms are alike, from ranks within blocks; equal values
 * share their mean rank, with the usual correction. `blocks[b][arm]`, at least two arms.
 */
export function friedman(blocks: readonly (readonly number[])[]): FriedmanResult {
  const arms = blocks[0]?.length ?? 0;
  if (arms < 2 || blocks.some((block) => block.length !== arms)) {
    throw new Error('Friedman needs one block or more, each with the same two or more arms');
  }
  if (blocks.flat().some(Number.isNaN)) throw new Error('a block holds NaN, which has no rank');
  const ranks = blocks.map(midranks);
  const sums = Array.from({ length: arms }, (_, arm) =>
    ranks.reduce((sum, block) => sum + (block[arm] as number), 0),
  );
  const expected = (arms + 1) / 2;
  const between = sums.reduce((sum, rankSum) => sum + (rankSum - blocks.length * expected) ** 2, 0);
  const within = ranks.flat().reduce((sum, rank) => sum + (rank - expected) ** 2, 0);
  const chiSquare = within === 0 ? 0 : ((arms - 1) * between) / within;
  return {
    meanRanks: sums.map((sum) => sum / blocks.length),
    chiSquare,
    p: chiSquareTail(chiSquare, arms - 1),
  };
}

/** Rank of each value, 1 the lowest; equal values share the mean of theirs. */
function midranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}
