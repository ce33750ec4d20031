import { letters, type Ranking, type Rival } from '../../comparison/ranking.ts';
import type { SimulatedResult, SimulationRun } from '../../results/simulation-schema.ts';
import { digits } from '../table/numbers.ts';
import type { Column, TableData } from '../table/table.ts';
import { nameInTable } from './simulation-table.ts';

/** Number of heavy types shown besides the judged one. */
const MOST_OTHERS = 2;
const STRATEGY: Column = { name: 'strategy', align: 'l', key: true };

/** The main table for one load: the fastest of the judged class first, with the bounds among them. */
export function oneLoadTable(
  { strategies }: SimulationRun,
  ranking: Ranking,
  alike: ReadonlyMap<Rival, string>,
): TableData {
  const { class: group, metric } = ranking;
  const others = otherTypes(strategies, group);
  // With one type there is no separate class for all heavy requests.
  const everything = others.length === 0 ? { name: group, group } : { name: 'heavy', group: 'all heavy' };
  const lettersOf = new Map([...alike].map(([rival, text]) => [rival.name, text]));
  const time = (result: SimulatedResult, name: string, which: Ranking['metric']) =>
    digits(summaryOf(result, name)?.responseMs[which] ?? null);
  return {
    columns: [
      STRATEGY,
      { name: 'p50', group, unit: 'ms', align: 'r' },
      { name: metric, group, unit: 'ms', align: 'r' },
      { name: 'alike', group, align: 'l' },
      ...others.map(
        (name, i) => ({ name: metric, group: name, unit: 'ms', align: 'r', expendable: 4 + i }) as const,
      ),
      { name: 'mean', group: everything.group, unit: 'ms', align: 'r' },
      { name: 'slowdown', group: everything.group, unit: '×', align: 'r', expendable: 2 },
      { name: 'busy', group: 'workers', align: 'r', expendable: 3 },
    ],
    rows: inOrder(strategies, ranking).map((result) => [
      nameInTable(result),
      time(result, group, 'p50'),
      time(result, group, metric),
      lettersOf.get(result.name) ?? (result.kind === 'reference' ? '' : '–'),
      ...others.map((name) => time(result, name, metric)),
      time(result, everything.name, 'mean'),
      digits(summaryOf(result, everything.name)?.slowdown.mean ?? null),
      result.kind === 'reference' ? '' : `${digits(result.busyShare * 100)} %`,
    ]),
  };
}

/** The judged class at each load, sorted as at the highest. */
export function loadTable(
  run: SimulationRun,
  rankings: readonly { readonly load: number | null; readonly ranking: Ranking }[],
): TableData {
  const last = (rankings.at(-1) as (typeof rankings)[number]).ranking;
  const group = `${last.class} ${last.metric} at load`;
  const names = [...new Set(inOrder(run.strategies, last).map(({ name }) => name))];
  const letterOf = rankings.map(
    ({ ranking }) => new Map([...letters(ranking)].map(([rival, text]) => [rival.name, text])),
  );
  const columns: Column[] = [STRATEGY];
  for (const { load } of rankings)
    columns.push(
      { name: load === null ? 'its own' : String(load), group, unit: 'ms', align: 'r' },
      {
        name: '',
        group,
        align: 'l',
      },
    );
  return {
    columns,
    rows: names.map((name) => {
      const results = run.strategies.filter((one) => one.name === name);
      return [
        nameInTable(results[0] as SimulatedResult),
        ...rankings.flatMap(({ load, ranking }, at) => {
          const own = results.find((one) => one.load === load);
          const ms = own && summaryOf(own, ranking.class)?.responseMs[ranking.metric];
          return [digits(ms ?? null), letterOf[at]?.get(name) ?? ''];
        }),
      ];
    }),
  };
}

function inOrder(
  strategies: readonly SimulatedResult[],
  { class: name, metric }: Ranking,
): SimulatedResult[] {
  const place = (one: SimulatedResult) =>
    summaryOf(one, name)?.responseMs[metric] ?? Number.POSITIVE_INFINITY;
  const highest = strategies.at(-1)?.load ?? null;
  return strategies.filter(({ load }) => load === highest).toSorted((a, b) => compare(place(a), place(b)));
}

/** Infinity − Infinity would be NaN. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function otherTypes(strategies: readonly SimulatedResult[], judged: string): string[] {
  return (strategies[0]?.classes ?? [])
    .filter(({ name }) => name !== 'light' && name !== 'heavy' && name !== judged)
    .sort((a, b) => b.counts.offered - a.counts.offered)
    .slice(0, MOST_OTHERS)
    .map(({ name }) => name);
}

function summaryOf({ classes }: SimulatedResult, name: string) {
  return classes.find((one) => one.name === name);
}
