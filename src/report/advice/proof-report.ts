import type { Goal, Route } from '../../results/advice-schema.ts';
import type { RunResult } from '../../results/schema.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';
import { predictionTable } from '../run/prediction-table.ts';
import { change, digits } from '../table/numbers.ts';
import type { Part } from '../table/table.ts';
import { goalName } from './advice-report.ts';

/** A prediction within this is good enough to choose by. */
const HELD = 0.15;

/** Simulated and measured side by side, and whether they agree. */
export function proofParts(run: RunResult): Part[] {
  const table = predictionTable(run);
  const ratios = run.trials.flatMap(ratiosOf);
  const [worst] = ratios.toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)));
  if (table === undefined || worst === undefined) return [noPrediction(run)];
  const percent = HELD * 100;
  const disturbed = run.trials.some(({ flags }) => flags.length > 0);
  const isHeld = Math.abs(worst.ratio - 1) <= HELD;
  return [
    table,
    '',
    isHeld
      ? `The prediction held: every mean and p95 is within ${percent} % of it; the ${worst.what} is farthest, ${change(worst.ratio)} %.`
      : `The prediction did not hold: the ${worst.what} is ${change(worst.ratio)} % off; ${percent} % would be good enough.${disturbed ? ' But the run was disturbed, which may be why: repeat it on a quiet machine.' : ''}`,
  ];
}

function noPrediction({ strategies }: RunResult): string {
  const counts = strategies.flatMap(({ classes }) => classes.map((one) => one.counts));
  return counts.some(({ ok, offered }) => ok < offered)
    ? 'The simulator has no prediction: the lengths of requests without a good answer are unknown. With more workers or a lower rate all may be answered.'
    : 'The simulator has no prediction for this run.';
}

interface Ratio {
  readonly what: string;
  /** Measured ÷ predicted. */
  readonly ratio: number;
}

/** Of requests of each class, and of an app's jobs, from their arrival at the primary to their end. */
function ratiosOf({ strategy, classes, jobs = [] }: TrialRecord): Ratio[] {
  const pairs = [
    ...classes.map(({ name, meanMs, rankedMs, predictedMs }) => ({
      name,
      measured: { mean: meanMs, p95: rankedMs.p95 },
      predicted: predictedMs,
    })),
    ...jobs.map(({ name, turnaroundMs, predictedMs }) => ({
      name: `job ${name}`,
      measured: turnaroundMs,
      predicted: predictedMs,
    })),
  ];
  return pairs.flatMap(({ name, measured, predicted }) =>
    (['mean', 'p95'] as const).flatMap((figure) => {
      const [ms, foreseen] = [measured?.[figure] ?? null, predicted?.[figure] ?? null];
      if (ms === null || foreseen === null || foreseen === 0) return [];
      return [{ what: `${figure} of ${name} with ${strategy}`, ratio: ms / foreseen }];
    }),
  );
}

/** How long jobs of the user take here, beside what the log says: the advice rests on the latter. */
export function liveLengthLines(run: RunResult, routes: readonly Route[]): string[] {
  const [first] = run.strategies;
  const pairs = routes.flatMap(({ name, serviceMs }) => {
    const live = first?.classes.find((one) => one.name === name)?.serviceMs.mean ?? null;
    if (serviceMs === null || live === null) return [];
    return [`${name} ${digits(live)} ms here, ${digits(serviceMs.mean)} ms in the log`];
  });
  return pairs.length === 0 ? [] : [`Mean service times: ${pairs.join('; ')}.`];
}

const KNOWN: ReadonlyMap<number | null, 'mean' | 'p50' | 'p90' | 'p95' | 'p99'> = new Map([
  [null, 'mean'],
  [0.5, 'p50'],
  [0.9, 'p90'],
  [0.95, 'p95'],
  [0.99, 'p99'],
]);

/** Whether the requests of this run kept the objective with the advised strategy. */
export function objectiveLines(run: RunResult, goals: readonly Goal[], strategy: string): string[] {
  const row = run.strategies.find(({ name }) => name === strategy);
  const said = goals.flatMap((goal) => {
    const figure = KNOWN.get(goal.quantile);
    const times = row?.classes.find(({ name }) => name === goal.type)?.responseMs;
    const ms = figure === undefined ? null : (times?.[figure] ?? null);
    if (ms === null || goal.implied) return [];
    return [
      `${goalName(goal)} ${digits(ms)} ms, ${ms <= goal.atMostMs ? 'within' : 'above'} ${digits(goal.atMostMs)} ms`,
    ];
  });
  return said.length === 0 ? [] : [`Live, with ${strategy}: ${said.join('; ')}.`];
}
