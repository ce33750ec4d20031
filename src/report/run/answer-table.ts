import type { Figures } from '../../comparison/figures.ts';
import { letters, type Ranking, type Rival } from '../../comparison/ranking.ts';
import { rankingInRun } from '../../comparison/run-ranking.ts';
import { isType } from '../../results/class-names.ts';
import type { Comparison } from '../../results/comparison-schema.ts';
import type { RunResult, StrategyResult } from '../../results/schema.ts';
import { changeInWords, digits, goodShare } from '../table/numbers.ts';
import type { Cell, Column, TableData } from '../table/table.ts';
import { notOk } from './run-table.ts';

/** With more blocks than this, the interval stands for them. */
const MOST_BLOCKS_SHOWN = 4;
/** Number of heavy types shown besides the judged one. */
const MOST_OTHERS = 2;
/** Marks a strategy that may know something of the jobs. */
export const TOLD = ' *';
/** Marks an inconclusive verdict. */
export const ALIKE = '~';

/** A column and its cell for each strategy. */
interface Figured {
  readonly column: Column;
  readonly cell: (one: StrategyResult) => Cell;
}

/** The main table: one row per strategy, the fastest of the judged class first. Response times in ms. */
export function answerTable(run: RunResult, ranking: Ranking, figures: Figures): TableData {
  const rows = [...ranking.fit, ...ranking.unfit].flatMap(({ name }) =>
    run.strategies.filter((one) => one.name === name),
  );
  const figured = [
    nameColumn(ranking),
    ...notOkColumn(run),
    ...(ranking.class === 'light' ? [] : lightColumn(run, figures)),
    ...judgedColumns(run, ranking, figures),
    ...otherColumns(run, ranking, figures),
    ...(ranking.class === 'light' ? [] : meanColumn(run, figures)),
    ...faultColumns(run),
  ];
  return {
    columns: figured.map(({ column }) => column),
    rows: rows.map((one) => figured.map(({ cell }) => cell(one))),
  };
}

function nameColumn({ unfit }: Ranking): Figured {
  const isUnfit = (name: string) => unfit.some((one) => one.name === name && one.unstable);
  return {
    column: { name: 'strategy', align: 'l', key: true },
    cell: ({ name, uses }) => `${name}${uses.length > 0 ? TOLD : ''}${isUnfit(name) ? ' (overloaded)' : ''}`,
  };
}

function notOkColumn({ strategies }: RunResult): Figured[] {
  const bad = (one: StrategyResult) =>
    one.classes
      .filter(({ name }) => !isType(name))
      .map(({ counts }) => notOk(counts))
      .filter((text) => text !== '0');
  if (strategies.every((one) => bad(one).length === 0)) return [];
  return [{ column: { name: 'not ok', align: 'l' }, cell: (one) => bad(one).join(', ') || '0' }];
}

function lightColumn(run: RunResult, figures: Figures): Figured[] {
  const light = rankingInRun(run, 'light');
  if (light === undefined) return [];
  return [timeColumn(figures, 'light', light.metric, 'light')];
}

function timeColumn(
  figures: Figures,
  className: string,
  metric: Ranking['metric'],
  group: string,
  expendable?: number,
): Figured {
  return {
    column: {
      name: metric,
      group,
      unit: 'ms',
      align: 'r',
      ...(expendable === undefined ? {} : { expendable }),
    },
    cell: (one) => digits(figures.of(one, className, metric).ms),
  };
}

function judgedColumns(run: RunResult, ranking: Ranking, figures: Figures): Figured[] {
  const { class: group, metric } = ranking;
  const columns = [
    ...(metric === 'p50' || metric === 'mean' ? [] : [timeColumn(figures, group, 'p50', group)]),
    timeColumn(figures, group, metric, group),
  ];
  if (run.design.mode === 'quick') return [...columns, ...blocksColumn(ranking, group)];
  return [...columns, ...verdictColumns(run, ranking)];
}

function blocksColumn({ fit, unfit }: Ranking, group: string): Figured[] {
  const all = new Map([...fit, ...unfit].map((one) => [one.name, one.drawsMs]));
  const blocks = Math.max(...[...all.values()].map(({ length }) => length));
  if (blocks < 2 || blocks > MOST_BLOCKS_SHOWN) return [];
  return [
    {
      column: { name: 'each block', group, unit: 'ms', align: 'r', expendable: 2 },
      cell: ({ name }) => (all.get(name) ?? []).map(digits).join('  '),
    },
  ];
}

function verdictColumns(run: RunResult, ranking: Ranking): Figured[] {
  const group = ranking.class;
  const own = new Map(
    run.comparisons
      .filter((one) => one.class === group && !one.twin && one.connections === null)
      .map((one) => [one.strategy, one]),
  );
  const alike = letters(ranking);
  const lettersOf = new Map([...alike].map(([rival, text]: [Rival, string]) => [rival.name, text]));
  return [
    {
      column: { name: 'change [95 %]', group, align: 'r', expendable: 1 },
      cell: ({ name }) => {
        const one = own.get(name);
        return one === undefined || one.verdict === 'unstable' ? '–' : changeInWords(one.ratio);
      },
    },
    { column: { name: 'verdict', group, align: 'l' }, cell: ({ name }) => verdict(run, own.get(name)) },
    { column: { name: 'alike', group, align: 'l' }, cell: ({ name }) => lettersOf.get(name) ?? '' },
  ];
}

function verdict({ design }: RunResult, one: Comparison | undefined): Cell {
  if (one === undefined) return '–';
  switch (one.verdict) {
    case 'better':
      return { colour: 'green', text: 'better' };
    case 'worse':
    case 'unstable':
    case 'invalid':
      return { colour: 'red', text: one.verdict };
    case 'inconclusive':
      return ALIKE;
    default:
      return one.strategy === design.baseline ? 'baseline' : (one.verdict ?? '–');
  }
}

/** The most frequent of the other types. */
function otherColumns(run: RunResult, ranking: Ranking, figures: Figures): Figured[] {
  const offered = new Map<string, number>();
  for (const { name, counts } of run.strategies[0]?.classes ?? [])
    if (isType(name) && name !== ranking.class) offered.set(name, counts.offered);
  const names = [...offered].sort(([, a], [, b]) => b - a).map(([name]) => name);
  return names.slice(0, MOST_OTHERS).flatMap((name) => {
    const metric = rankingInRun(run, name)?.metric;
    if (metric === undefined) return [];
    return [
      ...(metric === 'p50' || metric === 'mean' ? [] : [timeColumn(figures, name, 'p50', name, 5)]),
      timeColumn(figures, name, metric, name, 4),
    ];
  });
}

function meanColumn(run: RunResult, figures: Figures): Figured[] {
  const names = run.strategies[0]?.classes.map(({ name }) => name) ?? [];
  if (names.filter(isType).length < 2) return [];
  return [
    names.includes('all')
      ? timeColumn(figures, 'all', 'mean', 'all', 3)
      : timeColumn(figures, 'heavy', 'mean', 'all heavy', 3),
  ];
}

/** The cost of the scenario's faults. */
function faultColumns({ strategies, comparisons }: RunResult): Figured[] {
  if (strategies.every(({ damage }) => damage === undefined)) return [];
  const attained = ({ name }: StrategyResult) =>
    comparisons.find((one) => one.strategy === name && !one.twin && one.class === 'heavy')?.attainment ??
    null;
  const group = 'faults';
  return [
    { column: { name: 'in time', group: 'all heavy', align: 'r' }, cell: (one) => goodShare(attained(one)) },
    {
      column: { name: 'retried', group, align: 'r' },
      cell: ({ damage, alternative }) => (alternative ? '–' : (damage?.retried ?? '–')),
    },
    {
      column: { name: 'recovery', group, align: 'r', unit: 'ms', expendable: 6 },
      cell: ({ damage }) => digits(damage?.recoveryMs?.mean ?? null),
    },
  ];
}
