import type { Counts } from '../../measuring/summary/class-summary.ts';
import { isType } from '../../results/class-names.ts';
import { atConnections } from '../../results/trial-identity.ts';
import { columns, type TableData } from '../table/table.ts';

export const OUTCOMES = [
  ['ok', 'good answer', 'var(--t0)'],
  ['rejected', 'rejected', 'var(--s4)'],
  ['timedOut', 'timed out', 'var(--s1)'],
  ['failed', 'failed', 'var(--s3)'],
  ['cancelled', 'cancelled', 'var(--s5)'],
  ['lost', 'lost', 'var(--s7)'],
] as const;

/** What became of the requests of each strategy. */
export interface Outcomes {
  readonly title: string;
  readonly summary: string;
  readonly rows: readonly { readonly strategy: string; readonly counts: Counts }[];
  readonly table: TableData;
}

interface Counted {
  readonly name: string;
  readonly connections?: number | null;
  readonly classes: readonly { readonly name: string; readonly counts: Counts }[];
}

/** Undefined if every request got a good answer: then there is nothing to see. */
export function outcomesOf(strategies: readonly Counted[]): Outcomes | undefined {
  const rows = strategies.map(({ name, connections = null, classes }) => ({
    strategy: atConnections(name, connections),
    counts: summed(wholes(classes).map(({ counts }) => counts)),
  }));
  const bad = ({ counts }: (typeof rows)[number]) => counts.offered - counts.ok;
  if (rows.every((row) => bad(row) === 0)) return undefined;
  const sorted = rows.toSorted((a, b) => bad(a) - bad(b));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  return {
    title:
      best === undefined || worst === undefined || best === worst
        ? 'Not every request got a good answer'
        : `${bad(worst)} requests of ${worst.counts.offered} got no good answer with ${worst.strategy}, ${bad(best)} with ${best.strategy}`,
    summary: 'Every request of every block, by what became of it for its client.',
    rows,
    table: {
      columns: [
        ...columns('l', ['strategy']),
        ...columns('r', ['offered', ...OUTCOMES.map(([, words]) => words)]),
      ],
      rows: rows.map(({ strategy, counts }) => [
        strategy,
        counts.offered,
        ...OUTCOMES.map(([outcome]) => counts[outcome]),
      ]),
    },
  };
}

/** Classes that have every request once between them: of a simulation of one type, that type. */
function wholes(classes: Counted['classes']): Counted['classes'] {
  const found = classes.filter(({ name }) => !isType(name));
  return found.length > 0 ? found : classes;
}

function summed(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, counts) =>
      Object.fromEntries(
        Object.entries(counts).map(([name, count]) => [name, count + (sum[name as keyof Counts] ?? 0)]),
      ) as Counts,
    {} as Counts,
  );
}
