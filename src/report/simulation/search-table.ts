import type { Objective } from '../../contract/scenario.ts';
import type { SearchResult, SimulationRun } from '../../results/simulation-schema.ts';
import { digits } from '../table/numbers.ts';
import { type Column, columns, type Part, type TableData } from '../table/table.ts';
import { listed } from '../table/words.ts';

const MOST_NAMES = 3;

/** The leader in one sentence, then the result of each strategy, the best first. */
export function searchReport({ searches, scenario }: SimulationRun): Part[] {
  const sorted = inOrder(searches);
  return [answer(sorted, scenario.settings), '', tableOf(sorted, { cut: true })];
}

/** What was found on every seed, however wide that is. */
export function searchDetails({ searches }: SimulationRun): TableData {
  return tableOf(inOrder(searches), {});
}

function inOrder(searches: readonly SearchResult[]): SearchResult[] {
  return searches.toSorted((a, b) => place(a) - place(b));
}

function tableOf(sorted: readonly SearchResult[], seeds: Pick<Column, 'cut'>): TableData {
  return {
    columns: [
      { name: 'strategy', align: 'l', key: true },
      ...columns('l', [sorted[0]?.question ?? '', '95 % interval']),
      { name: 'on each seed', align: 'l', ...seeds },
    ],
    rows: sorted.map((one) => [
      one.name,
      amountOf(one),
      one.interval === null ? '–' : intervalOf(one),
      one.found.map((value) => value ?? 'none').join(', '),
    ]),
  };
}

/** Fewest workers or highest load first. Strategies with a result for some seeds only follow, those without a result come last. */
function place({ question, mean, found }: SearchResult): number {
  if (mean !== null) return question === 'fewest workers' ? mean : -mean;
  return found.some((value) => value !== null) ? Number.MAX_VALUE : Number.POSITIVE_INFINITY;
}

/** A number of workers is rounded up. */
function amountOf({ question, mean, found, most }: SearchResult): string {
  if (mean !== null) return question === 'fewest workers' ? String(Math.ceil(mean - 1e-9)) : digits(mean);
  if (question === 'highest load') return 'none found';
  const bound = most === undefined ? 'the most tried' : String(most);
  const missed = found.filter((value) => value === null).length;
  return missed === found.length
    ? `more than ${bound}`
    : `more than ${bound} on ${missed} of ${found.length} seeds`;
}

/** Rounded outwards for workers. */
function intervalOf({ question, interval }: SearchResult): string {
  const [low, high] = interval ?? [0, 0];
  if (question === 'highest load') return `${digits(low)} to ${digits(high)}`;
  return `${Math.max(1, Math.floor(low + 1e-9))} to ${Math.ceil(high - 1e-9)}`;
}

/** The leaders (the best and all whose intervals overlap with it), and how far behind the last one is. */
function answer(sorted: readonly SearchResult[], settings: object): string {
  const [first, ...others] = sorted;
  if (first === undefined) return 'No strategy was searched.';
  const workers = first.question === 'fewest workers';
  const rate =
    first.perSecond == null ? '' : ` at ${Number(first.perSecond.toPrecision(3))} heavy requests a second`;
  const goal = `${objectiveInWords(settings)}${rate}`;
  if (first.mean === null) return `No strategy reaches ${goal} with all seeds.`;
  const leaders = [first, ...others.filter((one) => touches(first, one))];
  const names = listed(
    leaders.map(({ name }) => name),
    MOST_NAMES,
  );
  const one = leaders.length === 1;
  const ahead = workers
    ? `${names} ${one ? 'needs' : 'need'} the fewest workers for ${goal}`
    : `${names} ${one ? 'sustains' : 'sustain'} the highest load for ${goal}`;
  const last = sorted.at(-1) as SearchResult;
  return leaders.includes(last)
    ? `${ahead}: they cannot be told apart.`
    : `${ahead}; ${behind(first, last)}.`;
}

function touches(first: SearchResult, other: SearchResult): boolean {
  if (first.interval === null || other.interval === null) return first.mean === other.mean;
  return first.interval[0] <= other.interval[1] && other.interval[0] <= first.interval[1];
}

function behind(first: SearchResult, last: SearchResult): string {
  const workers = first.question === 'fewest workers';
  if (last.mean === null || first.mean === null)
    return workers ? `${last.name} needs ${amountOf(last)}` : `none was found for ${last.name}`;
  const ratio = workers ? last.mean / first.mean : first.mean / last.mean;
  const times = ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0);
  return workers
    ? `${last.name} needs ${times} times as many`
    : `it is ${times} times as high as with ${last.name}`;
}

function objectiveInWords(settings: object): string {
  if (!('objective' in settings)) return 'the objective';
  const { of, quantile, atMost } = settings.objective as Objective;
  const percentile = `p${Number((quantile * 100).toPrecision(12))}`;
  return of === 'responseMs' ? `${percentile} ≤ ${atMost} ms` : `${percentile} of slowdown ≤ ${atMost}`;
}
