import type { Change, RunChange } from '../comparison/between-runs.ts';
import { escaped } from '../results/escaped.ts';
import type { RunResult } from '../results/schema.ts';
import { jsonOf } from '../results/seal.ts';
import { DrawnTable, type Line } from './drawn-table.ts';
import { blocksInWords, digits } from './numbers.ts';
import { changeInWords, probability } from './verdict-table.ts';

const HEAD = ['strategy', 'requests', 'measure', 'before', 'after', 'change [95 %]', 'p', 'verdict'];
export const FORMATS = ['table', 'markdown', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** Two runs beside each other: what each is, how the baseline drifted, then every strategy. */
export function changeReport(before: RunResult, after: RunResult, change: RunChange, format: Format): Line[] {
  switch (format) {
    case 'json':
      return [jsonOf(document(before, after, change), 2)];
    case 'csv':
      return csv(change);
    case 'markdown':
      return [...legend(before, after, change).map((line) => `${line}  `), '', ...markdown(rowsOf(change))];
    case 'table':
      return [
        ...legend(before, after, change),
        new DrawnTable(HEAD, 'lllrrrrl', rowsOf(change)),
        conclusion(change),
      ];
  }
}

function legend(before: RunResult, after: RunResult, change: RunChange): string[] {
  const name = (what: string, { runId, environment }: RunResult) =>
    `${what}: ${runId}, Node ${environment.node}, commit ${environment.commit ?? 'unknown'}`;
  return [
    name('before', before),
    name('after', after),
    change.paired
      ? 'Both met the same requests: compared block by block.'
      : 'They met different requests: compared as independent samples.',
    ...(change.relativeBecause === null
      ? []
      : [`Each strategy is held against the baseline of its own run, because ${change.relativeBecause}.`]),
    ...strategiesOnly('before', change.onlyBefore),
    ...strategiesOnly('after', change.onlyAfter),
  ].map(escaped);
}

function strategiesOnly(when: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`Only ${when}: ${names.join(', ')}.`];
}

/** The baseline first: what it drifted by. */
function rowsOf({ drift, rows, relativeBecause }: RunChange): string[][] {
  const drifted = relativeBecause === null ? [] : drift.map((one) => cells(one, `${one.strategy} (drift)`));
  return [...drifted, ...rows.map((one) => cells(one, one.strategy))];
}

function cells(one: Change, strategy: string): string[] {
  return [
    strategy,
    one.connections === null ? one.class : `${one.class}, ${one.connections} conn.`,
    one.metric,
    digits(one.beforeMs),
    digits(one.afterMs),
    changeInWords(one.ratio),
    probability(one.p),
    verdictInWords(one),
  ];
}

function verdictInWords({ verdict, blocksNeeded }: Change): string {
  if (blocksNeeded === null) return verdict ?? 'too few blocks';
  return `${verdict ?? 'too few blocks'} (${blocksInWords(blocksNeeded)})`;
}

function markdown(rows: readonly string[][]): string[] {
  const line = (values: readonly string[]) =>
    `| ${values.map((value) => escaped(value).replace(/[\\|]/g, '\\$&')).join(' | ')} |`;
  return [line(HEAD), line(HEAD.map((_, i) => (i < 3 || i === 7 ? '---' : '--:'))), ...rows.map(line)];
}

/** Long format, a line for each strategy and class; times in ms, ratios as numbers. */
function csv({ drift, rows, relativeBecause }: RunChange): string[] {
  const head = 'kind,strategy,connections,class,metric,beforeMs,afterMs,ratio,low,high,p,verdict';
  const line = (kind: string, one: Change) =>
    [
      kind,
      one.strategy,
      one.connections,
      one.class,
      one.metric,
      one.beforeMs,
      one.afterMs,
      one.ratio?.estimate,
      one.ratio?.low,
      one.ratio?.high,
      one.p,
      one.verdict,
    ]
      .map((value) => (typeof value === 'number' ? String(value) : csvText(value ?? '')))
      .join(',');
  const kind = relativeBecause === null ? 'change' : 'change to own baseline';
  return [head, ...drift.map((one) => line('drift', one)), ...rows.map((one) => line(kind, one))];
}

/** A spreadsheet takes what begins with one of these for a formula, unless an apostrophe stands before it. */
const FORMULA = /^[=+@\t\r-]/;

function csvText(text: string): string {
  const harmless = escaped(FORMULA.test(text) ? `'${text}` : text);
  return /[",]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function document(before: RunResult, after: RunResult, change: RunChange) {
  const name = ({ runId, environment, schemaVersion }: RunResult) => ({
    runId,
    schemaVersion,
    commit: environment.commit,
  });
  const plain = ({ sample: _sample, ...one }: Change) => one;
  return {
    schemaVersion: 1,
    scenario: before.scenario.name,
    before: name(before),
    after: name(after),
    paired: change.paired,
    relativeBecause: change.relativeBecause,
    onlyBefore: change.onlyBefore,
    onlyAfter: change.onlyAfter,
    drift: change.drift.map(plain),
    changes: change.rows.map(plain),
  };
}

function conclusion({ rows }: RunChange): string {
  const count = (verdict: Change['verdict']) => rows.filter((one) => one.verdict === verdict).length;
  const found = (['better', 'worse', 'same', 'inconclusive', 'unstable'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  return found.length === 0 ? 'Too few blocks for a verdict: --blocks=8 gives some.' : `${found.join(', ')}.`;
}
