import type { Comparison } from '../../results/comparison-schema.ts';
import type { RunResult } from '../../results/schema.ts';
import { change, changeInWords, digits } from '../table/numbers.ts';
import { columns, type TableData } from '../table/table.ts';
import { counted, listed } from '../table/words.ts';

/** A strategy's ratio to the baseline in one class, with its interval. */
export interface ForestRow {
  readonly strategy: string;
  /** The baseline run a second time: its difference is noise. */
  readonly twin: boolean;
  readonly ratio: { readonly estimate: number; readonly low: number; readonly high: number };
  readonly verdict: Comparison['verdict'];
}

export interface ForestClass {
  readonly class: string;
  readonly metric: string;
  /** The fastest first, the twin last. */
  readonly rows: readonly ForestRow[];
}

export interface Forest {
  readonly title: string;
  readonly summary: string;
  readonly baseline: string;
  /** Ratios within 1 ± this count as the same. */
  readonly margin: number;
  /** The class judged first is the first. */
  readonly classes: readonly ForestClass[];
  readonly table: TableData;
}

/** The paired differences of a run with verdicts; why there are none otherwise. */
export function forestOf(run: RunResult): Forest | string {
  const { design } = run;
  if (design.mode === 'quick') return 'A quick run has too few blocks for intervals. Use --blocks=8 or more.';
  const names = [...new Set(run.comparisons.map((one) => one.class))].sort(
    (a, b) => Number(b === design.primaryClass) - Number(a === design.primaryClass),
  );
  const classes = names.flatMap((name) => classIn(run, name) ?? []);
  const [first] = classes;
  if (first === undefined)
    return 'No strategy has an interval: there are too few complete blocks, or no strategy beside the baseline.';
  return {
    title: titleOf(first, design.baseline),
    summary: `Each mark is the typical ratio of a strategy's time to that of ${design.baseline} on the same requests, block by block; its line is the 95 % interval. Left of the middle is faster. Within the band of ±${(design.margin * 100).toFixed(0)} % strategies count as the same. ${verdictsOf(first)}`,
    baseline: design.baseline,
    margin: design.margin,
    classes,
    table: tableOf(run, classes),
  };
}

function classIn(run: RunResult, name: string): ForestClass | undefined {
  const own = run.comparisons.filter((one) => one.class === name && one.connections === null);
  const rows = own.flatMap((one) => {
    const { ratio, strategy, twin, verdict } = one;
    if (ratio?.low == null || ratio.high === null || verdict === 'unstable') return [];
    return [{ strategy, twin, verdict, ratio: { ...ratio, low: ratio.low, high: ratio.high } }];
  });
  const [first] = own;
  if (rows.length === 0 || first === undefined) return undefined;
  rows.sort((a, b) => Number(a.twin) - Number(b.twin) || a.ratio.estimate - b.ratio.estimate);
  return { class: name, metric: first.metric, rows };
}

function titleOf({ rows, metric, class: name }: ForestClass, baseline: string): string {
  const rivals = rows.filter(({ twin }) => !twin);
  const twin = rows.find((one) => one.twin);
  if (rivals.length === 0 && twin !== undefined)
    return `${baseline} differs from itself by ${changeInWords(twin.ratio)} in the ${metric} of ${name}`;
  const [best] = rivals.filter(({ verdict }) => verdict === 'better');
  if (best !== undefined)
    return `With ${best.strategy} the ${metric} of ${name} is ${change(best.ratio.estimate).replace('−', '')} % lower than with ${baseline} ${intervalInWords(best.ratio)}`;
  const worse = rivals.filter(({ verdict }) => verdict === 'worse');
  if (worse.length === rivals.length && worse.length > 0)
    return `No strategy beats ${baseline} in the ${metric} of ${name}: all others are slower`;
  return `No strategy is certainly faster than ${baseline} in the ${metric} of ${name}`;
}

function intervalInWords({ low, high }: ForestRow['ratio']): string {
  return `[${change(low)} to ${change(high)} %]`;
}

function verdictsOf({ rows, class: name }: ForestClass): string {
  const rivals = rows.filter(({ twin }) => !twin);
  const said = (['better', 'worse', 'same', 'inconclusive', 'invalid'] as const).flatMap((verdict) => {
    const own = rivals.filter((one) => one.verdict === verdict).map(({ strategy }) => strategy);
    return own.length === 0 ? [] : [`${listed(own)} ${own.length === 1 ? 'is' : 'are'} ${verdict}`];
  });
  return said.length === 0 ? '' : `For ${name}, ${listed(said)}.`;
}

function tableOf({ trials }: RunResult, classes: readonly ForestClass[]): TableData {
  const blocks = new Set(trials.map(({ block }) => block)).size;
  return {
    columns: [
      ...columns('l', ['requests', 'measure', 'strategy']),
      { name: `ratio over ${counted(blocks, 'block')}`, align: 'r' },
      { name: 'change [95 %]', align: 'r' },
      { name: 'verdict', align: 'l' },
    ],
    rows: classes.flatMap(({ class: name, metric, rows }) =>
      rows.map(({ strategy, twin, ratio, verdict }) => [
        name,
        metric,
        twin ? `${strategy} again` : strategy,
        digits(ratio.estimate),
        changeInWords(ratio),
        twin ? 'noise' : (verdict ?? '–'),
      ]),
    ),
  };
}
