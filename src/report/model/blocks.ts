import type { Ranking } from '../../comparison/ranking.ts';
import { digits } from '../table/numbers.ts';
import { columns, type TableData } from '../table/table.ts';
import { largest } from './largest.ts';

/** Every block of every strategy in the class judged first. */
export interface BlockDots {
  readonly title: string;
  readonly summary: string;
  readonly metric: string;
  readonly class: string;
  readonly rows: readonly {
    readonly strategy: string;
    readonly ms: number | null;
    readonly blocksMs: readonly number[];
  }[];
  readonly table: TableData;
}

/** `draws` names what was repeated, such as blocks. */
export function blockDotsOf(ranking: Ranking, draws: string): BlockDots | string {
  const { fit, unfit, class: name, metric } = ranking;
  const rows = [...fit, ...unfit].map((one) => ({
    strategy: one.name,
    ms: one.unstable ? null : one.ms,
    blocksMs: one.drawsMs.filter((ms) => ms !== null),
  }));
  if (rows.every(({ blocksMs }) => blocksMs.length === 0))
    return `None of the ${draws} has a ${metric} of ${name}.`;
  return {
    title: titleOf(rows, metric, name, draws),
    summary: `Each mark is the ${metric} of ${name} in one of the ${draws}; the upright line is the strategy's figure in the table above. The axis is logarithmic: equal distances are equal ratios.`,
    metric,
    class: name,
    rows,
    table: tableOf(rows),
  };
}

/** With more blocks than this, a column for each would be unreadable. */
const MOST_COLUMNS = 16;

function tableOf(rows: BlockDots['rows']): TableData {
  const most = largest(rows, ({ blocksMs }) => blocksMs.length);
  if (most > MOST_COLUMNS)
    return {
      columns: [...columns('l', ['strategy']), ...columns('r', ['lowest', 'highest'], 'ms')],
      rows: rows.map(({ strategy, blocksMs }) => [
        strategy,
        ...(blocksMs.length === 0
          ? ['–', '–']
          : [digits(Math.min(...blocksMs)), digits(Math.max(...blocksMs))]),
      ]),
    };
  const places = Array.from({ length: most }, (_, i) => i);
  return {
    columns: [
      ...columns('l', ['strategy']),
      ...columns(
        'r',
        places.map((i) => String(i + 1)),
        'ms',
      ),
    ],
    rows: rows.map(({ strategy, blocksMs }) => [strategy, ...places.map((i) => digits(blocksMs[i] ?? null))]),
  };
}

function titleOf(rows: BlockDots['rows'], metric: string, name: string, draws: string): string {
  const [best, ...others] = rows.filter(({ blocksMs }) => blocksMs.length > 1);
  if (best === undefined) return `The ${metric} of ${name} was measured once for each strategy`;
  const worst = Math.max(...best.blocksMs);
  const apart = others.filter(({ blocksMs }) => Math.min(...blocksMs) > worst);
  if (others.length > 0 && apart.length === others.length)
    return `Even the slowest of the ${draws} with ${best.strategy} beats the fastest of every other strategy`;
  const widest = rows
    .filter(({ blocksMs }) => blocksMs.length > 1)
    .toSorted((a, b) => spreadOf(b.blocksMs) - spreadOf(a.blocksMs))[0];
  return widest === undefined
    ? `The ${metric} of ${name} in each of the ${draws}`
    : `${widest.strategy} varies most: its ${metric} of ${name} lies between ${digits(Math.min(...widest.blocksMs))} and ${digits(Math.max(...widest.blocksMs))} ms`;
}

function spreadOf(values: readonly number[]): number {
  return Math.max(...values) / Math.min(...values);
}
