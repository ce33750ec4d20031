import type { Change } from '../../comparison/between-runs.ts';
import type { Beside } from '../change/beside.ts';
import { change, changeInWords } from '../table/numbers.ts';
import type { ForestClass } from './forest.ts';

/** What changed between the first run and a later one. */
export interface ChangeForest {
  readonly title: string;
  readonly summary: string;
  readonly classes: readonly ForestClass[];
}

/** Ratios of every strategy, later run ÷ first run, class by class; why there are none otherwise. */
export function changeForestOf({ change: { rows }, run }: Beside): ChangeForest | string {
  const known = rows.filter(({ ratio }) => ratio?.low != null && ratio.high !== null);
  const levels = new Set(known.map(({ level }) => `${level.connections} ${level.load}`));
  if (levels.size > 1) return 'The runs have several levels of load. The table above has each of them.';
  const names = [...new Set(known.map((one) => one.class))];
  if (names.length === 0) return 'Too few blocks for intervals. Use --blocks=8 or more for both runs.';
  const classes = names.map((name) => classOf(known.filter((one) => one.class === name)));
  return {
    title: titleOf(known),
    summary: `Each mark is the typical ratio of a strategy's time in ${run.runId} to its time in the first run; its line is the 95 % interval. Left of the middle the later run is faster.`,
    classes,
  };
}

function classOf(rows: readonly Change[]): ForestClass {
  const [first] = rows as [Change];
  return {
    class: first.class,
    metric: first.metric,
    rows: rows.map(({ strategy, verdict, ratio }) => ({
      strategy,
      twin: false,
      verdict,
      ratio: { estimate: ratio?.estimate ?? 1, low: ratio?.low ?? 1, high: ratio?.high ?? 1 },
    })),
  };
}

function titleOf(rows: readonly Change[]): string {
  const changed = rows.filter(({ verdict }) => verdict === 'worse' || verdict === 'better');
  const [most] = changed.toSorted((a, b) => distanceOf(b) - distanceOf(a));
  if (most === undefined) return 'No strategy is certainly faster or slower than before';
  const direction = (most.ratio?.estimate ?? 1) > 1 ? 'longer' : 'shorter';
  const amount = change(most.ratio?.estimate ?? 1).replace(/[−+]/, '');
  return `The ${most.metric} of ${most.class} takes ${amount} % ${direction} with ${most.strategy} than before: ${changeInWords(most.ratio)}`;
}

function distanceOf({ ratio }: Change): number {
  return Math.abs(Math.log(ratio?.estimate ?? 1));
}
