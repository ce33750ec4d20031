import type { Comparison } from '../results/comparison-schema.ts';
import type { Design, RunResult } from '../results/schema.ts';
import { friedman } from '../statistics/friedman.ts';
import { holm } from '../statistics/holm.ts';
import { median } from '../statistics/quantile.ts';
import { signedRankP } from '../statistics/signed-rank.ts';

/** A strategy's log-values in the primary class, by block. */
interface Contender {
  readonly strategy: string;
  readonly logs: readonly number[];
}

/** Strategies that are not certainly slower than the one with the lowest median, in the primary class. */
export function bestSet(comparisons: readonly Comparison[], design: Design): string[] {
  if (design.mode === 'quick') return [];
  const contenders = contendersOf(comparisons, design);
  const [first, ...others] = contenders.sort((a, b) => median(a.logs) - median(b.logs));
  if (first === undefined) return [];
  const ps = others.map(({ logs }) =>
    signedRankP(
      logs.map((log, i) => log - (first.logs[i] as number)),
      0,
      'greater',
    ),
  );
  const corrected = holm(ps);
  return [
    first.strategy,
    ...others.filter((_, i) => (corrected[i] as number) > design.alpha).map(({ strategy }) => strategy),
  ];
}

/** Friedman's test over the blocks of the primary class; null with fewer than two strategies or blocks. */
export function friedmanOf(comparisons: readonly Comparison[], design: Design): RunResult['friedman'] {
  const contenders = contendersOf(comparisons, design);
  const blocks = contenders[0]?.logs.length ?? 0;
  if (contenders.length < 2 || blocks < 2) return null;
  const { p, meanRanks } = friedman(
    Array.from({ length: blocks }, (_, block) => contenders.map(({ logs }) => logs[block] as number)),
  );
  return {
    p,
    meanRanks: Object.fromEntries(contenders.map(({ strategy }, i) => [strategy, meanRanks[i] as number])),
  };
}

function contendersOf(comparisons: readonly Comparison[], { primaryClass }: Design): Contender[] {
  return comparisons
    .filter((one) => one.class === primaryClass && !one.twin && one.connections === null)
    .filter((one) => one.verdict !== 'unstable')
    .flatMap(({ strategy, valuesMs }) => {
      const known = valuesMs.filter((value) => value !== null);
      return known.length === valuesMs.length && known.length > 0
        ? [{ strategy, logs: known.map(Math.log) }]
        : [];
    });
}
