import type { JudgedChange } from '../../comparison/change-gates.ts';
import type { ChangeGate, RunGate } from '../../comparison/gate.ts';
import type { Judged } from '../../comparison/run-gates.ts';
import type { Objective } from '../../contract/scenario.ts';

import { digits, exactPercent, goodShare } from '../table/numbers.ts';
import { columns, type Part } from '../table/table.ts';

/** Each row of a limit: kept, missed or not certain. */
export function limitReport(
  gate: RunGate,
  rows: readonly Judged[],
  objective: Objective | undefined,
): Part[] {
  const figure = gate.kind === 'response time' ? gate.metric : 'in time';
  const head = [
    ...columns('l', ['strategy', 'requests']),
    ...columns('r', [figure]),
    ...columns('l', ['limit']),
  ];
  const cells = rows.map((one) => [one.strategy, one.class, figureInWords(one), one.outcome]);
  return [`Limit ${limitInWords(gate, objective)}:`, { columns: head, rows: cells }];
}

/** One line for each row that certainly misses the limit. */
export function missedInWords(gate: RunGate, rows: readonly Judged[]): string[] {
  return rows
    .filter(({ outcome }) => outcome === 'missed')
    .map((one) => `Limit missed: ${gate.text}: ${one.strategy}, ${one.class}, ${figureInWords(one)}`);
}

/** For a change between runs: the rows that cross the limit and the rows that are not certain. `where` is appended. */
export function crossedInWords(gate: ChangeGate, where: string, rows: readonly JudgedChange[]): string[] {
  const named = ({ strategy, class: name }: JudgedChange) => `${strategy}, ${name}`;
  const open = rows.filter(({ outcome }) => outcome === 'not certain').map(named);
  return [
    ...rows
      .filter(({ outcome }) => outcome === 'missed')
      .map((one) => `Limit crossed: ${gate.text}: ${named(one)}: ${atLeast(one.low)}${where}`),
    ...(open.length === 0 ? [] : [`Limit not certain: ${gate.text}: ${open.join('; ')}${where}`]),
  ];
}

/** Such a ratio means that the percentile fell on a request without a good answer. */
function atLeast(ratio: number): string {
  return ratio > 1e9 ? 'no good answers any more' : `at least ${((ratio - 1) * 100).toFixed(1)} % more`;
}

function limitInWords({ kind, text }: RunGate, objective: Objective | undefined): string {
  if (kind !== 'objective' || objective === undefined) return text;
  const { of, quantile, atMost } = objective;
  const share = `${exactPercent(quantile)} of each type`;
  return `${text} (${share} ${of === 'responseMs' ? `within ${atMost} ms` : `slowed down at most ${atMost} times`})`;
}

function figureInWords({ figure }: Judged): string {
  if (figure === null) return 'too few requests';
  if (figure.kind === 'share') return goodShare(figure.share);
  const { estimate, low, high } = figure;
  return `${ms(estimate)} ms [${ms(low)}, ${ms(high)}]`;
}

/** Longer than any answer can take. */
function ms(value: number): string {
  return value > 1e9 ? '∞' : digits(value === 0 ? null : value);
}
