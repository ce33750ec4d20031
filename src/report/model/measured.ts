import type { ClassSummary } from '../../measuring/summary/class-summary.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { RunResult } from '../../results/schema.ts';
import type { SimulatedResult } from '../../results/simulation-schema.ts';
import { trialsOf } from '../../results/trial-identity.ts';
import type { Requests } from './requests.ts';

/** A strategy over all blocks or replications. */
export interface Measured {
  readonly strategy: string;
  readonly classes: readonly ClassSummary[];
  /** Its single requests without the warm-up; undefined if they were not kept. */
  readonly records: readonly RequestRecord[] | undefined;
}

/** Of an open load. */
export function measuredIn(run: RunResult, requests: Requests): Measured[] {
  return run.strategies
    .filter(({ connections }) => connections === null)
    .map((strategy) => ({
      strategy: strategy.name,
      classes: strategy.classes,
      records:
        requests.kind === 'none'
          ? undefined
          : trialsOf(run.trials, strategy)
              .flatMap((trial) => requests.of.get(trial) ?? [])
              .filter(({ warmup }) => !warmup),
    }));
}

/** A simulation keeps no single requests. */
export function simulatedAs(results: readonly SimulatedResult[]): Measured[] {
  return results.map(({ name, classes }) => ({ strategy: name, classes, records: undefined }));
}
