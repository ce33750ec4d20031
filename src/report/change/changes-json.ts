import type { Change } from '../../comparison/between-runs.ts';
import type { BenchRun } from '../../results/simulation-schema.ts';
import type { Beside } from './beside.ts';

/** A whole comparison of runs, for programs. */
export function changesDocument(first: BenchRun, others: readonly Beside[]) {
  const name = ({ runId, engine, environment, schemaVersion }: BenchRun) => ({
    runId,
    engine,
    schemaVersion,
    commit: environment.commit,
  });
  const inRun = (rows: readonly Change[], { run }: Beside) => rows.map((one) => ({ run: run.runId, ...one }));
  return {
    schemaVersion: 2,
    scenario: first.scenario.name,
    before: name(first),
    after: others.map(({ run, differences, change }) => ({
      ...name(run),
      differences,
      paired: change.paired,
      relativeBecause: change.relativeBecause,
      onlyBefore: change.onlyBefore,
      onlyAfter: change.onlyAfter,
    })),
    drift: others.flatMap((one) => inRun(one.change.drift, one)),
    changes: others.flatMap((one) => inRun(one.change.rows, one)),
  };
}
