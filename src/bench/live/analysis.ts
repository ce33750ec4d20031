import type { Arm } from '../../catalogue/arms.ts';
import { compareWithBaseline } from '../../comparison/against-baseline.ts';
import { leadersOf } from '../../comparison/best.ts';
import { likeForLikeOfPairs } from '../../comparison/like-for-like.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { sum } from '../../measuring/statistics/sum.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { Comparison } from '../../results/comparison-schema.ts';
import type { Design, RunResult, StrategyResult, Warning } from '../../results/schema.ts';
import { trialsOf } from '../../results/trial-identity.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';
import { noLengthWarnings } from '../no-length.ts';
import { loadWarnings } from './load-warnings.ts';
import { tellsForeignCpu } from './machine-watch.ts';
import type { PlannedRun } from './new-run.ts';
import { strategyResult } from './strategy-result.ts';

/** Doubts that void a run. */
const VOIDING = new Set(['accounts', 'nothing-measured', 'strategy-failed']);
const MAX_PREDICTION_ERROR = 0.15;

/** All that a run knows after so many trials. `recordsOf` gives the requests of one of them. */
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
    ...trialWarnings(trials),
    ...predictionWarnings(scenario, trials),
    ...noLengthWarnings(strategies),
    ...loadWarnings(scenario, trials),
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
    },
    design,
    strategies,
    trials: [...trials],
    ...standing,
  };
}

/** Who stands how to whom: all that follows from the trials alone. */
function standingsOf(
  trials: readonly TrialRecord[],
  design: Design,
): Pick<RunResult, 'comparisons' | 'best' | 'allAlikeP'> {
  const comparisons = voided(compareWithBaseline(trials, design), design);
  return { comparisons, ...leadersOf(comparisons, design) };
}

/** An older run was judged by another procedure; what is said of it is said by today's. */
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

/** Where the baseline differs from itself, the run says nothing about anyone in that class. */
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

function designWarnings(design: Design, comparisons: readonly Comparison[]): Warning[] {
  if (design.mode === 'quick') {
    const message = 'a quick run shows ranges and gives no verdicts: --blocks=8 and more do';
    return [{ code: 'no-verdicts', strategy: null, message }];
  }
  const invalid = [
    ...new Set(comparisons.filter(({ verdict }) => verdict === 'invalid').map((one) => one.class)),
  ];
  return invalid.map((name) => ({
    code: 'twin-differs',
    strategy: null,
    message: `${name}: the baseline differs from itself, so this run says nothing about ${name}; run it again when the machine is quiet`,
  }));
}

function watchWarnings(platform: string): Warning[] {
  if (tellsForeignCpu(platform)) return [];
  const message = `${platform} does not tell what other processes used: nothing says whether they disturbed this run`;
  return [{ code: 'foreign-cpu-unknown', strategy: null, message }];
}

/** Each kind of doubt once for a strategy, with how many of its trials it concerns. */
function trialWarnings(trials: readonly TrialRecord[]): Warning[] {
  const seen = new Map<string, { warning: Warning; trials: number }>();
  for (const { strategy, flags } of trials) {
    for (const { code, message } of flags) {
      const key = `${strategy} ${code}`;
      const before = seen.get(key);
      seen.set(key, {
        warning: before?.warning ?? { code, strategy, message },
        trials: (before?.trials ?? 0) + 1,
      });
    }
  }
  return [...seen.values()].map(({ warning, trials: count }) =>
    count === 1
      ? warning
      : { ...warning, message: `${warning.message} (and ${count - 1} more of its trials)` },
  );
}

function predictionWarnings(scenario: MeasuredScenario, trials: readonly TrialRecord[]): Warning[] {
  const strategies = [...new Set(trials.map(({ strategy }) => strategy))];
  return strategies.flatMap((strategy) => {
    const own = trials.filter((trial) => trial.strategy === strategy);
    const error = predictionError(own);
    if (error === null || Math.abs(error) <= MAX_PREDICTION_ERROR) return [];
    const share = `${Math.abs(error * 100).toFixed(0)} %`;
    const message = `heavy requests took ${share} ${error > 0 ? 'longer' : 'shorter'} than simulated: ${likelyCause(scenario, own)}`;
    return [{ code: 'prediction', strategy, message }];
  });
}

/** By how much the mean of heavy requests lies above what was simulated for them; null where nothing was. */
function predictionError(trials: readonly TrialRecord[]): number | null {
  const pairs = trials.flatMap(({ classes }): [number, number][] => {
    const heavy = classes.find(({ name }) => name === 'heavy');
    const simulatedMs = heavy?.predictedMs?.mean;
    return heavy?.meanMs == null || simulatedMs == null ? [] : [[simulatedMs, heavy.meanMs]];
  });
  return pairs.length === 0 ? null : likeForLikeOfPairs(pairs).ratio - 1;
}

function likelyCause(scenario: MeasuredScenario, trials: readonly TrialRecord[]): string {
  const lagMs = Math.max(...trials.map(({ generator }) => generator.sendLagP99Ms));
  if (lagMs > 5) return `the generator lagged by up to ${lagMs.toFixed(1)} ms`;
  const spanMs = (scenario.load.warmupMs + scenario.load.durationMs) * trials.length;
  const cpuMs = trials.map(
    ({ workers, httpWorkers, primaryCpuMs }) =>
      primaryCpuMs + sum([...workers, ...httpWorkers].map((one) => one.cpuMs)),
  );
  const cores = sum(cpuMs) / spanMs;
  if (cores > 1) return `the processors were short (the cluster used ${cores.toFixed(1)} cores)`;
  return 'jobs waited for something that is neither queue nor message, such as timers that ring late';
}
