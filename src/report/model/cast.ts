import type { AnyRun } from '../../results/advice-schema.ts';
import { escaped } from '../../results/escaped.ts';
import { type Mark, markAt } from '../html/marks.ts';

/** The strategies of a report, each with its mark: the same in every chart. */
export class Cast {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    this.names = [...new Set(names)];
  }

  /** Undefined for a name that is no strategy, such as a bound. */
  placeOf(name: string): number | undefined {
    const place = this.names.indexOf(name);
    return place < 0 ? undefined : place;
  }

  markOf(name: string): Mark {
    const place = this.placeOf(name);
    return place === undefined ? OTHER : markAt(place);
  }
}

/** The strategies of all these runs. */
export function castOf(runs: readonly AnyRun[]): Cast {
  return new Cast(runs.flatMap(strategiesOf));
}

function strategiesOf(run: AnyRun): string[] {
  switch (run.engine) {
    case 'live':
      return run.strategies.map(({ name }) => name);
    case 'advice':
      return run.rows.map(({ strategy }) => strategy);
    case 'sim':
      return [
        ...run.strategies.filter(({ kind }) => kind === 'strategy').map(({ name }) => name),
        ...run.searches.map(({ name }) => name),
      ];
  }
}

const OTHER: Mark = { colour: 'var(--quiet)', dash: '2 2', symbol: 'circle' };
const LONGEST_LABEL = 30;

/** A name that fits beside a chart. */
export function label(name: string, longest = LONGEST_LABEL): string {
  const seen = escaped(name);
  return seen.length <= longest ? seen : `${seen.slice(0, longest - 1)}…`;
}
