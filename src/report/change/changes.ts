import type { Change } from '../../comparison/between-runs.ts';
import type { BenchRun } from '../../results/simulation-schema.ts';
import { atConnections } from '../../results/trial-identity.ts';
import { blocksInWords, changeInWords, digits, probability } from '../table/numbers.ts';
import { columns, keyed, type Part, type TableData } from '../table/table.ts';
import { listed } from '../table/words.ts';
import type { Beside } from './beside.ts';

const VERDICTS_IN_WORDS = [
  ['worse', 'worse'],
  ['better', 'better'],
  ['unstable', 'unstable'],
  ['inconclusive', 'inconclusive'],
  ['same', 'the same'],
] as const;

/** Compares runs with the first: how many rows changed, how the runs differ, and the rows that changed or are inconclusive. */
export function changeReport(first: BenchRun, others: readonly Beside[]): Part[] {
  return [
    ...others.map((one) => verdictsInWords(one, others)),
    '',
    ...legend(first, others),
    ...tableIfAny(others, (one) => telling(one)),
  ];
}

/** The same with every row. */
export function everyChange(first: BenchRun, others: readonly Beside[]): Part[] {
  return [
    ...others.map((one) => verdictsInWords(one, others)),
    '',
    ...legend(first, others),
    ...tableIfAny(others, ({ change }) => change.rows),
  ];
}

/** The rows that changed or are inconclusive; all rows if none has a verdict. */
function telling({ change: { rows } }: Beside): readonly Change[] {
  if (rows.every(({ verdict }) => verdict === null)) return rows;
  return rows.filter(({ verdict }) => verdict !== 'same' && verdict !== null);
}

function tableIfAny(others: readonly Beside[], chosen: (one: Beside) => readonly Change[]): Part[] {
  const table = tableOf(others, chosen);
  return table.rows.length === 0 ? [] : ['', table];
}

function legend(first: BenchRun, others: readonly Beside[]): string[] {
  return [
    `before: ${nameOf(first)}`,
    ...others.flatMap((one) => [
      `after: ${nameOf(one.run)}`,
      differencesInWords(one),
      ...pairing(one),
      ...strategiesOnly('before', one.change.onlyBefore),
      ...strategiesOnly('after', one.change.onlyAfter),
    ]),
  ];
}

function nameOf({ runId, startedAt, environment }: BenchRun): string {
  const { node, commit } = environment;
  return `${runId}, ${startedAt.slice(0, 16).replace('T', ' ')}, Node ${node}, commit ${commit ?? 'unknown'}`;
}

function differencesInWords({ differences }: Beside): string {
  if (differences.length === 0)
    return 'Both have the same options, scenario, code, machine, Node, seed and blocks.';
  const all = differences.map(({ what, before, after }) => `${what} (${before} → ${after})`);
  return `They differ in ${all.join(', ')}.`;
}

function pairing({ run, change }: Beside): string[] {
  const draws = run.engine === 'live' ? 'block by block' : 'replication by replication';
  return [
    change.paired
      ? `Both had the same requests, so they are compared ${draws}.`
      : 'They had different requests, so they are compared as independent samples.',
    ...(change.relativeBecause === null
      ? []
      : [`Each strategy is compared with the baseline of its own run, because ${change.relativeBecause}.`]),
  ];
}

function strategiesOnly(when: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`Only ${when}: ${names.join(', ')}.`];
}

function tableOf(others: readonly Beside[], chosen: (one: Beside) => readonly Change[]): TableData {
  const several = others.length > 1;
  const relative = others.some(({ change }) => change.relativeBecause !== null);
  return {
    columns: keyed(
      ['run', 'strategy', 'requests'],
      [
        ...columns('l', [...(several ? ['run'] : []), 'strategy', 'requests', 'measure']),
        ...columns('r', ['before', 'after'], relative ? undefined : 'ms'),
        ...columns('r', ['change [95 %]']),
        { name: 'p', align: 'r', expendable: 1 },
        ...columns('l', ['verdict']),
        { name: 'would take', align: 'l', expendable: 2 },
      ],
    ),
    rows: others.flatMap((one) =>
      rowsOf(one, chosen(one), relative).map((row) => (several ? [one.run.runId, ...row] : row)),
    ),
  };
}

/** The baseline comes first, with its drift. */
function rowsOf(
  { run, change: { drift, relativeBecause } }: Beside,
  rows: readonly Change[],
  withUnits: boolean,
): string[][] {
  const drifted = relativeBecause === null ? [] : drift;
  const words = { draws: drawsOf(run), withUnits };
  return [
    ...drifted.map((one) => cells(one, `${one.strategy} (drift)`, words)),
    ...rows.map((one) => cells(one, one.strategy, words)),
  ];
}

interface Words {
  readonly draws: string;
  readonly withUnits: boolean;
}

function cells(one: Change, strategy: string, words: Words): string[] {
  return [
    strategy,
    `${one.class}${levelInWords(one)}`,
    one.metric,
    amount(one.before, one, words.withUnits),
    amount(one.after, one, words.withUnits),
    changeInWords(one.ratio),
    probability(one.p),
    one.verdict ?? `too few ${words.draws}`,
    one.blocksNeeded === null ? '' : blocksInWords(one.blocksNeeded, words.draws),
  ];
}

function levelInWords({ level: { connections, load } }: Change): string {
  return load === null ? atConnections('', connections) : `, load ${load}`;
}

function amount(value: number | null, { unit }: Change, withUnit: boolean): string {
  if (value === null || !withUnit) return digits(value);
  return unit === 'ms' ? `${digits(value)} ms` : `${value.toFixed(3)} × baseline`;
}

/** The repeated unit of a run, named like its option. */
function drawsOf({ engine }: BenchRun): string {
  return engine === 'live' ? 'blocks' : 'replications';
}

/** The number of rows with each verdict. */
function verdictsInWords({ run, change: { rows } }: Beside, others: readonly Beside[]): string {
  const count = (verdict: Change['verdict']) => rows.filter((one) => one.verdict === verdict).length;
  const found = VERDICTS_IN_WORDS.filter(([verdict]) => count(verdict) > 0).map(
    ([verdict, words]) => `${count(verdict)} ${words}`,
  );
  const option = drawsOf(run);
  const text =
    found.length === 0
      ? `Too few ${option} for a verdict; use --${option}=8.`
      : count('same') === rows.length
        ? `Nothing changed: ${rows.length} of ${rows.length} comparisons are the same.`
        : `Of ${rows.length} comparisons: ${listed(found)}.`;
  return others.length > 1 ? `${run.runId}: ${text}` : text;
}
