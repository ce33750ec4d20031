import type { Comparison } from '../../results/comparison-schema.ts';
import type { RunResult } from '../../results/schema.ts';
import { blocksInWords, change, digits, goodShare } from '../table/numbers.ts';
import { type Column, columns, type Draw } from '../table/table.ts';

const COLUMNS = [
  ...columns('l', ['requests', 'strategy', 'measure']),
  ...columns('r', ['like for like', 'lowest–highest'], 'ms'),
  ...columns('r', ['to baseline [95 %]', 'p', 'good in time', 'p']),
  ...columns('l', ['verdict']),
];
/** Without ratios there is nothing to be like. */
const QUICK = [0, 1, 2, 4, 7];

/**
 * Class by class: the median of the baseline's blocks, and what every other strategy makes of it by its ratio, like for
 * like. Its own median would not fit the ratio, since blocks differ.
 */
export function verdictTable(run: RunResult, draw: Draw): ReturnType<Draw> {
  const chosen = run.design.mode === 'quick' ? QUICK : COLUMNS.map((_, i) => i);
  let before = '';
  const rows = sorted(run).map((one) => {
    const cells = cellsOf(run, one);
    const group = `${one.class} ${one.connections}`;
    const repeats = group === before;
    before = group;
    return chosen.map((i) => (i === 0 && repeats ? '' : (cells[i] as string)));
  });
  return draw({ columns: chosen.map((i) => COLUMNS[i] as Column), rows });
}

/** The primary class first, each class by its ratios, a twin behind the baseline. */
function sorted(run: RunResult): Comparison[] {
  const { primaryClass, baseline } = run.design;
  const rank = ({ class: name }: Comparison) => (name === primaryClass ? 0 : 1);
  const place = (one: Comparison): number => {
    if (one.strategy === baseline) return one.twin ? -1 : -2;
    return one.ratio?.estimate ?? Number.POSITIVE_INFINITY;
  };
  const names = [...new Set(run.comparisons.map((one) => one.class))];
  return run.comparisons.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      names.indexOf(a.class) - names.indexOf(b.class) ||
      (a.connections ?? 0) - (b.connections ?? 0) ||
      compare(place(a), place(b)),
  );
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function cellsOf(run: RunResult, one: Comparison): string[] {
  const known = one.valuesMs.filter((value) => value !== null);
  return [
    one.connections === null ? one.class : `${one.class}, ${one.connections} conn.`,
    one.twin ? `${one.strategy} again` : one.strategy,
    one.metric,
    digits(likeForLikeMs(run, one)),
    one.verdict === 'unstable' || known.length === 0
      ? '–'
      : `${digits(Math.min(...known))}–${digits(Math.max(...known))}`,
    one.verdict === 'unstable' ? '–' : changeInWords(one.ratio),
    one.verdict === 'unstable' ? '–' : probability(one.p),
    goodShare(one.attainment),
    probability(one.attainmentP),
    verdictInWords(run, one),
  ];
}

/** Null where there is no ratio, and where it would be to or of an unstable strategy. */
function likeForLikeMs({ comparisons, design }: RunResult, one: Comparison): number | null {
  const baseline = comparisons.find(
    ({ strategy, twin, class: name, connections }) =>
      strategy === design.baseline && !twin && name === one.class && connections === one.connections,
  );
  if (baseline?.medianMs == null || [one.verdict, baseline.verdict].includes('unstable')) return null;
  if (one === baseline) return baseline.medianMs;
  return one.ratio && baseline.medianMs * one.ratio.estimate;
}

/** `−23 % [−31, −14]`; an open end where the blocks are too few for one. */
export function changeInWords(ratio: Comparison['ratio']): string {
  if (ratio === null) return '–';
  const low = ratio.low === null ? '…' : change(ratio.low);
  const high = ratio.high === null ? '…' : change(ratio.high);
  return `${change(ratio.estimate)} % [${low}, ${high}]`;
}

/** For a cell whose column says that it is a p. */
export function probability(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}

/** Within a sentence: `p <0.001` or `p = 0.023`. */
export function probabilityInWords(p: number): string {
  return p < 0.001 ? `p ${probability(p)}` : `p = ${probability(p)}`;
}

function verdictInWords(run: RunResult, one: Comparison): string {
  if (one.twin) return one.verdict === 'invalid' ? 'differs from itself' : 'noise';
  if (one.strategy === run.design.baseline)
    return one.verdict === null ? 'baseline' : `baseline, ${one.verdict}`;
  if (one.verdict !== 'inconclusive' || one.blocksNeeded === null) return one.verdict ?? '–';
  return `inconclusive (${blocksInWords(one.blocksNeeded)})`;
}
