import { controlledMeanInterval } from '../../measuring/statistics/controlled-mean.ts';
import type { Experiment } from './experiment.ts';
import type { Replication } from './replication.ts';

const LEVEL = 0.99;

/** One row of the validation: the value of theory and that of the simulator. */
export interface CheckResult {
  readonly name: string;
  readonly theory: number;
  readonly observed: number;
  /** 99 % confidence. */
  readonly interval: readonly [low: number, high: number];
  /** Largest allowed half-width of the interval, relative to the observed mean. */
  readonly limit: number;
  /** Theory lies in the interval, and the interval is no wider than allowed. */
  readonly passed: boolean;
  /** CPU time of all replications; checks of one experiment share it. */
  readonly seconds: number;
}

export function checkResults(
  { name, questions }: Experiment,
  replications: readonly Replication[],
  seconds: number,
): CheckResult[] {
  const controls = columns(replications.map((replication) => replication.controls));
  const observations = columns(replications.map((replication) => replication.observed));
  return questions.map((question, i) => {
    const { mean, low, high } = controlledMeanInterval(observations[i] as number[], controls, LEVEL);
    const narrow = high - low <= 2 * question.limit * Math.abs(mean);
    return {
      name: `${name}: ${question.name}`,
      theory: question.theory,
      observed: mean,
      interval: [low, high],
      limit: question.limit,
      passed: narrow && low <= question.theory && question.theory <= high,
      seconds,
    };
  });
}

function columns(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] as number));
}
