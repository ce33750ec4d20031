import type { SimulationRun } from '../../results/simulation-schema.ts';
import { searchDetails } from '../simulation/search-table.ts';
import { digits } from '../table/numbers.ts';
import type { TableData } from '../table/table.ts';

export interface SearchRow {
  readonly strategy: string;
  readonly mean: number | null;
  readonly interval: readonly [number, number] | null;
  /** One value a seed, of those where there is one. */
  readonly found: readonly number[];
}

/** What a search found. */
export interface SearchDots {
  readonly title: string;
  readonly summary: string;
  readonly question: string;
  /** The best first. */
  readonly rows: readonly SearchRow[];
  readonly table: TableData;
}

export function searchDotsOf(run: SimulationRun): SearchDots | string {
  const [first] = run.searches;
  if (first === undefined) return 'Nothing was searched.';
  const sign = first.question === 'fewest workers' ? 1 : -1;
  const rows = run.searches
    .map(({ name, mean, interval, found }) => ({
      strategy: name,
      mean,
      interval,
      found: found.filter((value) => value !== null),
    }))
    .sort((a, b) => placeOf(a, sign) - placeOf(b, sign));
  if (rows.every(({ mean }) => mean === null) && rows.every(({ found }) => found.length === 0))
    return 'No strategy meets the objective anywhere.';
  const [best, worst] = [rows[0] as SearchRow, rows.findLast(({ mean }) => mean !== null)];
  const what = first.question === 'fewest workers' ? 'needs' : 'carries';
  const unit = first.question === 'fewest workers' ? 'workers' : 'load';
  return {
    title:
      best.mean === null
        ? 'No strategy meets the objective on every seed'
        : worst === undefined || worst === best
          ? `${best.strategy} ${what} ${amount(best)} ${unit}`
          : `${best.strategy} ${what} ${amount(best)} ${unit}, ${worst.strategy} ${amount(worst)}`,
    summary:
      'Each small mark is what one seed found, the large one their mean, the line its 95 % interval. A strategy without a mark does not meet the objective within what was tried.',
    question: first.question,
    rows,
    table: searchDetails(run),
  };
}

function amount({ mean }: SearchRow): string {
  return digits(mean);
}

/** Strategies without a result on every seed follow, those with more results first. */
function placeOf({ mean, found }: SearchRow, sign: number): number {
  return mean === null ? 1e9 - found.length : sign * mean;
}
