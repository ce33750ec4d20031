import { likeForLikeOfPairs } from '../../comparison/like-for-like.ts';
import type { RunResult } from '../../results/schema.ts';
import { trialsOf } from '../../results/trial-identity.ts';
import { predictionTable } from '../run/prediction-table.ts';
import { change, digits } from '../table/numbers.ts';
import type { TableData } from '../table/table.ts';

/** Mean response of a strategy, simulated and measured. */
export interface Predicted {
  readonly strategy: string;
  readonly simulatedMs: number;
  readonly measuredMs: number;
}

export interface Prediction {
  readonly title: string;
  readonly summary: string;
  readonly class: string;
  readonly rows: readonly Predicted[];
  readonly table: TableData;
}

/** In one class. Undefined where nothing was simulated. */
export function predictionOf(run: RunResult, name: string): Prediction | undefined {
  const table = predictionTable(run);
  const rows = run.strategies.flatMap((strategy) => {
    const pairs = trialsOf(run.trials, strategy).flatMap(({ classes }) => {
      const own = classes.find((one) => one.name === name);
      const simulated = own?.predictedMs?.mean;
      return own?.meanMs == null || !simulated ? [] : [[own.meanMs, simulated] as const];
    });
    if (pairs.length === 0) return [];
    const { second, ratio } = likeForLikeOfPairs(pairs);
    return [{ strategy: strategy.name, simulatedMs: second, measuredMs: second / ratio }];
  });
  if (table === undefined || rows.length === 0) return undefined;
  const [off] = rows.toSorted((a, b) => distance(b) - distance(a));
  const { strategy, simulatedMs, measuredMs } = off as Predicted;
  return {
    title: `The simulator misses the measured mean of ${name} by ${change(measuredMs / simulatedMs)} % at most, with ${strategy}`,
    summary: `The same requests with the measured service times in the simulator, where neither the machine nor the operating system is in the way. A filled mark is what was measured, a hollow one what was simulated: ${digits(simulatedMs)} and ${digits(measuredMs)} ms with ${strategy}.`,
    class: name,
    rows,
    table,
  };
}

function distance({ simulatedMs, measuredMs }: Predicted): number {
  return Math.abs(Math.log(measuredMs / simulatedMs));
}
