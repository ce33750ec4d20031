import type { Metric } from '../results/comparison-schema.ts';
import {
  arePaired,
  type ComparedRow,
  type ComparedRun,
  type Draw,
  keyOf,
  type Level,
} from './compared-run.ts';
import { type ClassTimes, logOf, metricFor, metricMs } from './metric.ts';
import type { SamplePair } from './sample-pair.ts';
import { logsOf } from './standings.ts';

/** A strategy's values in one class of one run, draw by draw. */
export interface Side {
  readonly draws: readonly Draw[];
  readonly times: readonly ClassTimes[];
  /** In ms, or as shares of the baseline; null if one is missing. */
  readonly values: readonly (number | null)[];
  /** Logs of the same values, for limits. A request without a good answer is beyond any limit; NaN means too few requests. */
  readonly logs: readonly number[];
}

/** One strategy in one class of two runs, before it is judged. */
export interface Measured {
  readonly strategy: string;
  readonly level: Level;
  readonly class: string;
  readonly metric: Metric;
  readonly unit: 'ms' | 'of the baseline';
  readonly before: Side;
  readonly after: Side;
  /** Samples of the logs; undefined if a value is missing. */
  readonly sample: SamplePair | undefined;
}

interface RowPair {
  readonly before: ComparedRow;
  readonly after: ComparedRow;
}

/**
 * Every strategy and class of both runs, level by level. The rows of a class at a level follow each other. With a
 * `baseline`, its own rows are left out and the others are shares of it. `metric` null means the default metric.
 */
export function measuredIn(
  before: ComparedRun,
  after: ComparedRun,
  baseline: string | null,
  metric: Metric | null,
): Measured[] {
  const paired = arePaired(before, after);
  return [...levelsOf(before, after).values()].flatMap((pairs) =>
    commonClasses(pairs).flatMap((name) => {
      const own = pairs.find((pair) => pair.before.strategy === baseline);
      return pairs.filter((pair) => pair !== own).map((pair) => measure(pair, own, name, metric, paired));
    }),
  );
}

/** The rows that both runs have, by level. */
function levelsOf(before: ComparedRun, after: ComparedRun): Map<string, RowPair[]> {
  const levels = new Map<string, RowPair[]>();
  for (const row of before.rows.values()) {
    const other = after.rows.get(keyOf(row.strategy, row.level));
    if (other === undefined) continue;
    const key = keyOf('', row.level);
    const pairs = levels.get(key) ?? [];
    levels.set(key, pairs);
    pairs.push({ before: row, after: other });
  }
  return levels;
}

/** Names of the classes in every draw. With few requests, a draw may lack a class. */
function commonClasses(pairs: readonly RowPair[]): string[] {
  const seen = new Map<string, number>();
  let draws = 0;
  for (const { before, after } of pairs) {
    for (const { classes } of [...before.draws, ...after.draws]) {
      draws++;
      for (const name of classes.keys()) seen.set(name, (seen.get(name) ?? 0) + 1);
    }
  }
  return [...seen].filter(([, count]) => count === draws).map(([name]) => name);
}

function measure(
  { before, after }: RowPair,
  baseline: RowPair | undefined,
  name: string,
  metric: Metric | null,
  paired: boolean,
): Measured {
  const [old, fresh] = [timesOf(before, name), timesOf(after, name)];
  const chosen = metric ?? metricFor([...old, ...fresh]);
  const sides = {
    before: side(before, old, baseline?.before, name, chosen),
    after: side(after, fresh, baseline?.after, name, chosen),
  };
  const [beforeLogs, afterLogs] = [logsOf(sides.before.values), logsOf(sides.after.values)];
  return {
    strategy: before.strategy,
    level: before.level,
    class: name,
    metric: chosen,
    unit: baseline === undefined ? 'ms' : 'of the baseline',
    ...sides,
    sample: beforeLogs && afterLogs && { before: beforeLogs, after: afterLogs, paired },
  };
}

function side(
  { draws }: ComparedRow,
  times: readonly ClassTimes[],
  baseline: ComparedRow | undefined,
  name: string,
  metric: Metric,
): Side {
  const own = { draws, times };
  if (baseline === undefined)
    return {
      ...own,
      values: times.map((one) => metricMs(one, metric)),
      logs: times.map((one) => logOf(one, metric)),
    };
  const bases = timesOf(baseline, name);
  return {
    ...own,
    values: times.map((one, i) => quotient(metricMs(one, metric), metricMs(bases[i] as ClassTimes, metric))),
    logs: times.map((one, i) => logOf(one, metric) - logOf(bases[i] as ClassTimes, metric)),
  };
}

function quotient(value: number | null, base: number | null): number | null {
  return value === null || !base ? null : value / base;
}

function timesOf({ draws }: ComparedRow, name: string): ClassTimes[] {
  return draws.map(({ classes }) => classes.get(name) as ClassTimes);
}
