import type { Objective } from '../../contract/scenario.ts';
import type { SearchResult, SimulationRun } from '../../results/simulation-schema.ts';
import { digits } from '../table/numbers.ts';
import { columns, keyed, type Part } from '../table/table.ts';

/** In one sentence, then what was found for each strategy, the best first. */
export function searchReport({ searches, scenario }: SimulationRun): Part[] {
  const sorted = searches.toSorted((a, b) => place(a) - place(b));
  const head = keyed(
    ['strategy'],
    columns('l', ['strategy', sorted[0]?.question ?? '', '95 % interval', 'on each seed']),
  ).map((column, at) => (at === 3 ? { ...column, cut: true as const } : column));
  const rows = sorted.map((one) => [
    one.name,
    amountOf(one),
    one.interval === null ? '–' : intervalOf(one, ' to '),
    one.found.map((value) => value ?? 'none').join(', '),
  ]);
  return [answer(sorted, scenario.settings), '', { columns: head, rows }];
}

/** Fewest workers first, or the highest load; what was found on some seeds only comes behind, and nothing at all last. */
function place({ question, mean, found }: SearchResult): number {
  if (mean !== null) return question === 'fewest workers' ? mean : -mean;
  return found.some((value) => value !== null) ? Number.MAX_VALUE : Number.POSITIVE_INFINITY;
}

/** Workers are whole, and one fewer would not do. */
function amountOf({ question, mean, found, most }: SearchResult): string {
  if (mean !== null) return question === 'fewest workers' ? String(Math.ceil(mean - 1e-9)) : digits(mean);
  if (question === 'highest load') return 'none in reach';
  const bound = most === undefined ? 'what was tried' : String(most);
  const missed = found.filter((value) => value === null).length;
  return missed === found.length
    ? `more than ${bound}`
    : `more than ${bound} on ${missed} of ${found.length} seeds`;
}

/** Rounded outwards where it is of workers. */
function intervalOf({ question, interval }: SearchResult, between: string): string {
  const [low, high] = interval ?? [0, 0];
  if (question === 'highest load') return `${digits(low)}${between}${digits(high)}`;
  return `${Math.max(1, Math.floor(low + 1e-9))}${between}${Math.ceil(high - 1e-9)}`;
}

function answer(sorted: readonly SearchResult[], settings: object): string {
  const all = sorted.map((one) => {
    const amount = amountOf(one);
    const interval = one.interval === null ? amount : intervalOf(one, '–');
    // An interval without width says nothing more.
    const certain = interval === amount || interval === `${amount}–${amount}`;
    return `${amount} with ${one.name}${certain ? '' : ` [${interval}]`}`;
  });
  const [first] = sorted;
  const what = first?.question === 'fewest workers' ? 'Workers' : 'Load';
  const rate =
    first?.perSecond == null ? '' : ` at ${Number(first.perSecond.toPrecision(3))} heavy requests a second`;
  return `${what} for ${objectiveInWords(settings)}${rate}: ${all.join('; ')}.`;
}

function objectiveInWords(settings: object): string {
  if (!('objective' in settings)) return 'the objective';
  const { of, quantile, atMost } = settings.objective as Objective;
  const percentile = `p${Number((quantile * 100).toPrecision(12))}`;
  return of === 'responseMs' ? `${percentile} ≤ ${atMost} ms` : `${percentile} of slowdown ≤ ${atMost}`;
}
