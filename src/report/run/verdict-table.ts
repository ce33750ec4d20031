import { Figures } from '../../comparison/figures.ts';
import type { Comparison } from '../../results/comparison-schema.ts';
import type { RunResult } from '../../results/schema.ts';
import { atConnections } from '../../results/trial-identity.ts';
import { blocksInWords, changeInWords, digits, goodShare, probability } from '../table/numbers.ts';
import { type Column, columns, keyed, type TableData } from '../table/table.ts';

const COLUMNS = keyed(
  ['requests', 'strategy'],
  [
    ...columns('l', ['requests', 'strategy', 'measure']),
    ...columns('r', ['like for like', 'lowest–highest'], 'ms'),
    ...columns('r', ['to baseline [95 %]', 'p', 'good in time', 'p']),
    ...columns('l', ['verdict']),
  ],
);
/** `like for like` needs ratios. */
const QUICK = [0, 1, 2, 4, 7];

/**
 * Class by class: the median of the baseline's blocks. For every other strategy, that median times its ratio (like for
 * like), because blocks differ and its own median would not fit the ratio.
 */
export function verdictTable(run: RunResult): TableData {
  const figures = new Figures(run);
  const chosen = run.design.mode === 'quick' ? QUICK : COLUMNS.map((_, i) => i);
  let before = '';
  const rows = sorted(run).map((one) => {
    const cells = cellsOf(run, one, figures);
    const group = `${one.class} ${one.connections}`;
    const repeats = group === before;
    before = group;
    return chosen.map((i) => (i === 0 && repeats ? '' : (cells[i] as string)));
  });
  return { columns: chosen.map((i) => COLUMNS[i] as Column), rows };
}

/** The primary class first, each class sorted by ratio, the twin after the baseline. */
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

function cellsOf(run: RunResult, one: Comparison, figures: Figures): string[] {
  const known = one.valuesMs.filter((value) => value !== null);
  return [
    atConnections(one.class, one.connections),
    one.twin ? `${one.strategy} again` : one.strategy,
    one.metric,
    digits(likeForLikeMs(run, one, figures)),
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

/** A twin is the baseline run a second time: it shows the baseline's median times its ratio. */
function likeForLikeMs({ design }: RunResult, one: Comparison, figures: Figures): number | null {
  const { twin, strategy: name, connections, ratio } = one;
  if (one.verdict === 'unstable') return null;
  if (!twin) return figures.of({ name, connections }, one.class, one.metric).ms;
  const { ms } = figures.of({ name: design.baseline, connections }, one.class, one.metric);
  return ms === null || ratio === null ? null : ms * ratio.estimate;
}

function verdictInWords(run: RunResult, one: Comparison): string {
  if (one.twin) return one.verdict === 'invalid' ? 'differs from itself' : 'noise';
  if (one.strategy === run.design.baseline)
    return one.verdict === null ? 'baseline' : `baseline, ${one.verdict}`;
  if (one.verdict !== 'inconclusive' || one.blocksNeeded === null) return one.verdict ?? '–';
  return `inconclusive (${blocksInWords(one.blocksNeeded)})`;
}
