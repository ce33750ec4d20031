import type { ScenarioPlace } from '../bench/advice/scenario-files.ts';
import { proofParts } from '../report/advice/proof-report.ts';
import { runReport } from '../report/run/run-report.ts';
import { failed, startRun } from './bench-live.ts';
import { planNewRun } from './bench-new.ts';
import { EXIT } from './exit-code.ts';
import { printReport } from './output.ts';

const MARGIN = 0.05;

/** Runs these strategies live on the busiest minute of the log, and says whether the simulator foresaw it. */
export async function prove(place: ScenarioPlace, strategies: readonly string[]): Promise<number> {
  const planned = await planNewRun({
    scenario: place.minute.file,
    strategy: strategies,
    seed: 1,
    margin: MARGIN,
  });
  const command = `bench --scenario=${place.minute.asked} --strategy=${strategies.join(',')}`;
  const { run, folder, interruptedBy, failure } = await startRun({
    ...planned,
    manifest: { ...planned.manifest, command },
  });
  printReport(['', ...runReport(run), '', ...proofParts(run), `Kept in ${folder}`]);
  if (failure !== undefined) return failed(failure);
  return interruptedBy ?? (run.passed ? EXIT.fine : EXIT.failed);
}
