import type { PeakScenario } from '../bench/advice/peak-traffic.ts';
import { type ScenarioPlace, writeJobScenario } from '../bench/advice/scenario-files.ts';
import type { PlannedRun } from '../bench/live/new-run.ts';
import { refuse } from '../core/usage-error.ts';
import { liveLengthLines, objectiveLines, proofParts } from '../report/advice/proof-report.ts';
import { runReport } from '../report/run/run-report.ts';
import type { AdviceFindings } from '../results/advice-schema.ts';
import { newAppRun } from './bench-app.ts';
import { failed, startRun } from './bench-live.ts';
import { planNewRun } from './bench-new.ts';
import { EXIT } from './exit-code.ts';
import { printReport } from './output.ts';
import { benchOptions, type Proof, type ProvingJobs } from './proof-options.ts';

const MARGIN = 0.05;

/** The two that are run, the advice first. */
export interface TopTwo {
  readonly strategies: readonly [best: string, beside: string];
  readonly workers: number;
}

/** Runs two strategies live on the busiest minute of the log, and says whether the simulator foresaw it. */
export async function prove(
  proof: Proof,
  place: ScenarioPlace,
  peak: PeakScenario,
  two: TopTwo,
  found: AdviceFindings,
): Promise<number> {
  const { planned, command } = await planProof(proof, place, peak, two);
  const { run, folder, interruptedBy, failure } = await startRun({
    ...planned,
    manifest: { ...planned.manifest, command },
  });
  printReport([
    '',
    ...runReport(run),
    '',
    ...proofParts(run),
    ...(proof.kind === 'jobs' ? liveLengthLines(run, found.routes) : []),
    ...objectiveLines(run, found.objective, two.strategies[0]),
    `Kept in ${folder}`,
    `Report with charts: npm run report -- ${folder}`,
  ]);
  if (failure !== undefined) return failed(failure);
  return interruptedBy ?? (run.passed ? EXIT.fine : EXIT.failed);
}

interface PlannedProof {
  readonly planned: PlannedRun;
  /** The same as a command of its own. */
  readonly command: string;
}

async function planProof(
  proof: Proof,
  place: ScenarioPlace,
  peak: PeakScenario,
  { strategies, workers }: TopTwo,
): Promise<PlannedProof> {
  const names = `--strategy=${strategies.join(',')}`;
  if (proof.kind === 'app') {
    const options = benchOptions(proof.flags, place.minute.asked, strategies, workers);
    const planned = await newAppRun(options, new Set(['app', 'requests', 'scenario', 'strategy']));
    const { app, requests } = proof.flags;
    const command = `bench '--app=${app}' --requests=${requests} --scenario=${place.minute.asked} ${names} --job-workers=${workers}`;
    return { planned, command };
  }
  const { file, asked } = proof.kind === 'jobs' ? place.jobs : place.minute;
  if (proof.kind === 'jobs') await writeJobScenario(place, peak, jobOf(proof.jobs, Object.keys(peak.types)));
  const planned = await planNewRun({ scenario: file, strategy: strategies, seed: 1, margin: MARGIN });
  return { planned, command: `bench --scenario=${asked} ${names}` };
}

function jobOf({ byRoute, forOthers }: ProvingJobs, routes: readonly string[]) {
  refuse(
    [...byRoute.keys()]
      .filter((route) => !routes.includes(route))
      .map(
        (route) => `--job: there is no heavy route ${JSON.stringify(route)}; there are ${routes.join(', ')}`,
      ),
  );
  return (route: string) => byRoute.get(route) ?? forOthers;
}
