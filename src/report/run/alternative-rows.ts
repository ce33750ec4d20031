import type { RunResult, StrategyResult } from '../../results/schema.ts';
import { columns, keyed, type TableData } from '../table/table.ts';
import { listed } from '../table/words.ts';
import { rowName } from './run-table.ts';

const COLUMNS = keyed(
  ['row'],
  columns('l', ['row', 'started', 'jobs are kept', 'a deadline or cancellation', 'a job whose worker dies']),
);
const STRATEGIES_KEEP = 'in memory';

/** For the rows that are no strategies: what was started, and whether rows keep jobs as safely as each other. */
export function alternativeLines({ strategies }: RunResult): string[] {
  const others = strategies.filter(({ alternative }) => alternative !== undefined);
  if (others.length === 0) return [];
  return [
    `${grouped(others, ({ alternative }) => alternative?.started ?? '')
      .map(([started, names]) => `${listed(names)}: ${started}`)
      .join('; ')}.`,
    durabilityLine(strategies),
  ];
}

/** What each of those rows is. Undefined where all are strategies. */
export function alternativeTable({ strategies }: RunResult): TableData | undefined {
  const rows = strategies.flatMap((one) => {
    const { alternative } = one;
    if (alternative === undefined) return [];
    const { started, durability, aborts, onDeath } = alternative;
    return [[rowName(one), started, durability, aborts ?? '–', onDeath]];
  });
  return rows.length === 0 ? undefined : { columns: COLUMNS, rows };
}

function durabilityLine(strategies: readonly StrategyResult[]): string {
  const classes = grouped(strategies, ({ alternative }) => alternative?.durability ?? STRATEGIES_KEEP);
  const [first, ...others] = classes;
  if (first === undefined || others.length === 0) return `All rows keep jobs ${first?.[0]}.`;
  const kept = classes.map(([where, names]) => `${listed(names)} ${where}`);
  return `Rows of different durability are no equals: jobs are kept ${kept.join('; ')}. A longer time there may be the price of that.`;
}

/** Names of rows by a text that they share. */
function grouped(
  rows: readonly StrategyResult[],
  textOf: (row: StrategyResult) => string,
): (readonly [text: string, names: readonly string[]])[] {
  const names = new Map<string, string[]>();
  for (const row of rows) {
    const own = names.get(textOf(row)) ?? [];
    names.set(textOf(row), own.includes(row.name) ? own : [...own, row.name]);
  }
  return [...names];
}
