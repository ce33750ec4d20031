import type { Change } from '../../comparison/between-runs.ts';
import { escaped } from '../../results/escaped.ts';
import { jsonOf } from '../../results/seal.ts';
import type { AnyRun } from '../../results/simulation-schema.ts';
import { changeInWords, probability } from '../run/verdict-table.ts';
import type { Line } from '../table/drawn-table.ts';
import { blocksInWords, digits } from '../table/numbers.ts';
import { columns, inMarkdown, inTerminal, type TableData } from '../table/table.ts';
import type { Beside } from './beside.ts';
import { changesCsv } from './changes-csv.ts';

export const FORMATS = ['table', 'markdown', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** Runs beside the first: what each is and differs in, how the baseline drifted, then every strategy. One document. */
export function changeReport(first: AnyRun, others: readonly Beside[], format: Format): Line[] {
  switch (format) {
    case 'json':
      return [jsonOf(document(first, others), 2)];
    case 'csv':
      return changesCsv(others);
    case 'markdown':
      return [...legend(first, others).map((line) => `${line}  `), '', inMarkdown(tableOf(others))];
    case 'table':
      return [
        ...legend(first, others),
        inTerminal(tableOf(others)),
        ...others.map((one) => conclusion(one, others)),
      ];
  }
}

function legend(first: AnyRun, others: readonly Beside[]): string[] {
  const lines = [
    `before: ${nameOf(first)}`,
    ...others.flatMap((one) => [
      `after: ${nameOf(one.run)}`,
      differencesInWords(one),
      ...pairing(one),
      ...strategiesOnly('before', one.change.onlyBefore),
      ...strategiesOnly('after', one.change.onlyAfter),
    ]),
  ];
  return lines.map(escaped);
}

function nameOf({ runId, startedAt, environment }: AnyRun): string {
  const { node, commit } = environment;
  return `${runId}, ${startedAt.slice(0, 16).replace('T', ' ')}, Node ${node}, commit ${commit ?? 'unknown'}`;
}

function differencesInWords({ differences }: Beside): string {
  if (differences.length === 0)
    return 'They were made alike: same options, scenario, code, machine, Node, seed and blocks.';
  const all = differences.map(({ what, before, after }) => `${what} (${before} → ${after})`);
  return `They differ in ${all.join(', ')}.`;
}

function pairing({ run, change }: Beside): string[] {
  const draws = run.engine === 'live' ? 'block by block' : 'replication by replication';
  return [
    change.paired
      ? `Both met the same requests: compared ${draws}.`
      : 'They met different requests: compared as independent samples.',
    ...(change.relativeBecause === null
      ? []
      : [`Each strategy is held against the baseline of its own run, because ${change.relativeBecause}.`]),
  ];
}

function strategiesOnly(when: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`Only ${when}: ${names.join(', ')}.`];
}

function tableOf(others: readonly Beside[]): TableData {
  const several = others.length > 1;
  const relative = others.some(({ change }) => change.relativeBecause !== null);
  return {
    columns: [
      ...columns('l', [...(several ? ['run'] : []), 'strategy', 'requests', 'measure']),
      ...columns('r', ['before', 'after'], relative ? undefined : 'ms'),
      ...columns('r', ['change [95 %]', 'p']),
      ...columns('l', ['verdict']),
    ],
    rows: others.flatMap((one) =>
      rowsOf(one, relative).map((row) => (several ? [one.run.runId, ...row] : row)),
    ),
  };
}

/** The baseline first: what it drifted by. */
function rowsOf({ run, change: { drift, rows, relativeBecause } }: Beside, withUnits: boolean): string[][] {
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
    verdictInWords(one, words.draws),
  ];
}

function levelInWords({ level: { connections, load } }: Change): string {
  if (connections !== null) return `, ${connections} conn.`;
  return load === null ? '' : `, load ${load}`;
}

function amount(value: number | null, { unit }: Change, withUnit: boolean): string {
  if (value === null || !withUnit) return digits(value);
  return unit === 'ms' ? `${digits(value)} ms` : `${value.toFixed(3)} × baseline`;
}

function verdictInWords({ verdict, blocksNeeded }: Change, draws: string): string {
  const said = verdict ?? `too few ${draws}`;
  return blocksNeeded === null ? said : `${said} (${blocksInWords(blocksNeeded, draws)})`;
}

/** What a run has several of, as its option is called. */
function drawsOf({ engine }: AnyRun): string {
  return engine === 'live' ? 'blocks' : 'replications';
}

function conclusion({ run, change: { rows } }: Beside, others: readonly Beside[]): string {
  const count = (verdict: Change['verdict']) => rows.filter((one) => one.verdict === verdict).length;
  const found = (['better', 'worse', 'same', 'inconclusive', 'unstable'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  const option = drawsOf(run);
  const text =
    found.length === 0
      ? `Too few ${option} for a verdict: --${option}=8 gives some.`
      : `${found.join(', ')}.`;
  return others.length > 1 ? `${run.runId}: ${text}` : text;
}

function document(first: AnyRun, others: readonly Beside[]) {
  const name = ({ runId, engine, environment, schemaVersion }: AnyRun) => ({
    runId,
    engine,
    schemaVersion,
    commit: environment.commit,
  });
  const inRun = (rows: readonly Change[], { run }: Beside) => rows.map((one) => ({ run: run.runId, ...one }));
  return {
    schemaVersion: 2,
    scenario: first.scenario.name,
    before: name(first),
    after: others.map(({ run, differences, change }) => ({
      ...name(run),
      differences,
      paired: change.paired,
      relativeBecause: change.relativeBecause,
      onlyBefore: change.onlyBefore,
      onlyAfter: change.onlyAfter,
    })),
    drift: others.flatMap((one) => inRun(one.change.drift, one)),
    changes: others.flatMap((one) => inRun(one.change.rows, one)),
  };
}
