import type { AdviceFindings, Goal, TriedArrangement } from '../../results/advice-schema.ts';
import { goalName, timeInWords } from '../advice/advice-report.ts';
import { columns, type TableData } from '../table/table.ts';
import { counted } from '../table/words.ts';
import type { LoadCurve, LoadLine, LoadPanel } from './load-curve.ts';

/** What every contender needs at the peak, by its number of workers. */
export function workerCurveOf(found: AdviceFindings): LoadCurve | string {
  const { objective, tried } = found;
  const names = [...new Set(found.rows.map(({ strategy }) => strategy))];
  const panels = objective
    .map((goal, i) => panelOf(goal, i, names, tried))
    .filter(({ lines }) => lines.length > 0);
  if (panels.length === 0) return 'Every arrangement that was tried is overloaded.';
  return {
    title: titleOf(found),
    summary: `Requests of the log's peak, simulated. Upright lines are 95 % intervals; an arrangement without one was dropped after its first replication, and one without a mark is overloaded. The dotted line is the limit: a whole interval must be below it.`,
    axis: 'workers',
    panels,
    table: tableOf(found, names),
  };
}

function panelOf(
  goal: Goal,
  i: number,
  names: readonly string[],
  tried: readonly TriedArrangement[],
): LoadPanel {
  return {
    caption: `${goalName(goal)}, ms${goal.implied ? ' (limit: twice as in the log)' : ''}`,
    scale: 'log',
    limit: goal.atMostMs,
    lines: names.map((name) => lineOf(name, i, tried)).filter(({ points }) => points.length > 0),
  };
}

function lineOf(name: string, i: number, tried: readonly TriedArrangement[]): LoadLine {
  const points = inOrder(tried, name).flatMap(({ workers, goals }) => {
    const { meanMs, interval } = goals[i] ?? { meanMs: null, interval: null };
    return meanMs === null ? [] : [{ at: workers, value: meanMs, ...(interval && { range: interval }) }];
  });
  return { name, points };
}

function inOrder(tried: readonly TriedArrangement[], name: string): TriedArrangement[] {
  return tried.filter(({ strategy }) => strategy === name).sort((a, b) => a.workers - b.workers);
}

/** What is gained: by the strategy on the workers of today, or by the fewest workers that are enough. */
function titleOf({ advice, rows }: AdviceFindings): string {
  if (advice === null) return 'No number of workers that was tried meets the objective';
  const { strategy, workers } = advice;
  const enough = `${strategy} meets the objective with ${counted(workers, 'worker')}`;
  const others = rows.filter((row) => row.strategy !== strategy && row.workers >= workers && row.meets);
  const [next] = others.toSorted((a, b) => a.workers - b.workers);
  const now = rows.find((row) => row.now);
  if (now !== undefined && now.strategy !== strategy && !now.meets)
    return `${enough}; ${now.strategy} with ${now.workers} does not`;
  if (now !== undefined && !now.meets) return `${enough}, not with ${now.workers}`;
  return next === undefined ? enough : `${enough}, ${next.strategy} with ${next.workers}`;
}

function tableOf({ objective, tried }: AdviceFindings, names: readonly string[]): TableData {
  return {
    columns: [
      ...columns('l', ['strategy']),
      ...columns('r', ['workers', 'replications', ...objective.map((goal) => `${goalName(goal)}, ms`)]),
    ],
    rows: names.flatMap((name) =>
      inOrder(tried, name).map(({ workers, replications, goals }) => [
        name,
        workers,
        replications,
        ...goals.map(timeInWords),
      ]),
    ),
  };
}
