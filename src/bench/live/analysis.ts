import type { Arm } from '../../catalogue/arms.ts';
import { compareWithBaseline } from '../../comparison/against-baseline.ts';
import { leadersOf } from '../../comparison/best.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { Comparison } from '../../results/comparison-schema.ts';
import type { Design, RunResult, StrategyResult, Warning } from '../../results/schema.ts';
import { trialsOf } from '../../results/trial-identity.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';
import { appWarnings, targetInWords } from '../app/app-in-words.ts';
import { noLengthWarnings } from '../no-length.ts';
import { failedJobs } from './failed-jobs.ts';
import { loadWarnings } from './load-warnings.ts';
import type { PlannedRun } from './new-run.ts';
import { predictionWarnings } from './prediction-warnings.ts';
import { designWarnings, trialWarnings, watchedWarnings, watchWarnings } from './run-warnings.ts';
import { strategyResult } from './strategy-result.ts';
import { waitingJobs } from './waiting-jobs.ts';

/** Warnings that void a run. */
const VOIDING = new Set(['accounts', 'nothing-measured', 'strategy-failed', 'unexpected-statuses']);

/** The result of a run after these trials. `recordsOf` reads the requests of one trial. */
export function analyse(
  { manifest, scenario, arms }: PlannedRun,
  trials: readonly TrialRecord[],
  recordsOf: (trial: TrialRecord) => readonly RequestRecord[],
  failures: readonly Warning[],
  complete: boolean,
): RunResult {
  const { design } = manifest;
  const strategies: StrategyResult[] = [];
  for (const { arm, own } of byArm(arms, trials))
    strategies.push(strategyResult(arm, scenario, own, own.flatMap(recordsOf)));
  const standing = standingsOf(trials, design);
  const warnings = [
    ...failures,
    ...designWarnings(design, standing.comparisons),
    ...watchWarnings(manifest.environment.platform),
    ...watchedWarnings(trials),
    ...trialWarnings(trials),
    ...predictionWarnings(scenario, trials),
    ...noLengthWarnings(strategies),
    ...loadWarnings(scenario, trials),
    ...failedJobs(scenario, trials),
    ...waitingJobs(scenario, trials),
    ...(scenario.app === undefined ? [] : appWarnings(scenario.app.asked, trials)),
  ];
  return {
    schemaVersion: manifest.schemaVersion,
    runId: manifest.runId,
    engine: 'live',
    complete,
    passed: complete && warnings.every(({ code }) => !VOIDING.has(code)),
    warnings,
    startedAt: manifest.startedAt,
    command: manifest.command,
    codeDigest: manifest.codeDigest,
    seed: manifest.seed,
    environment: manifest.environment,
    scenario: {
      name: manifest.scenarioName,
      timeScale: manifest.timeScale,
      loadModel: manifest.loadModel,
      settings: manifest.settings,
      ...(manifest.app && { target: targetInWords(manifest.app.target) }),
    },
    design,
    strategies,
    trials: [...trials],
    ...standing,
  };
}

/** The comparisons of strategies, which follow from the trials alone. */
function standingsOf(
  trials: readonly TrialRecord[],
  design: Design,
): Pick<RunResult, 'comparisons' | 'best' | 'allAlikeP'> {
  const comparisons = voided(compareWithBaseline(trials, design), design);
  return { comparisons, ...leadersOf(comparisons, design) };
}

/** Judges an older run again with the present procedure. */
export function judgedAnew(run: RunResult): RunResult {
  if (run.allAlikeP !== undefined) return run;
  const { friedman: _, ...rest } = run;
  return { ...rest, ...standingsOf(run.trials, run.design) };
}

function byArm(arms: readonly Arm[], trials: readonly TrialRecord[]): { arm: Arm; own: TrialRecord[] }[] {
  const levels = [...new Set(trials.map(({ connections }) => connections))].sort(
    (a, b) => (a ?? 0) - (b ?? 0),
  );
  return arms
    .flatMap((arm) =>
      levels.map((connections) => {
        return { arm, own: trialsOf(trials, { name: arm.label, connections }) };
      }),
    )
    .filter(({ own }) => own.length > 0);
}

/** If the baseline differs from itself in a class, all verdicts of that class are void. */
function voided(comparisons: readonly Comparison[], design: Design): Comparison[] {
  const differs = new Set(comparisons.filter((one) => twinDiffers(one, design)).map(groupOf));
  return comparisons.map((one) =>
    one.verdict !== null && differs.has(groupOf(one)) ? { ...one, verdict: 'invalid' as const } : one,
  );
}

function twinDiffers({ twin, verdict }: Comparison, { mode }: Design): boolean {
  return mode !== 'calibration' && twin && (verdict === 'better' || verdict === 'worse');
}

function groupOf(one: Comparison): string {
  return `${one.class} ${one.connections}`;
}
