import { likeForLikeOfPairs } from '../../comparison/like-for-like.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { sum } from '../../measuring/statistics/sum.ts';
import type { Warning } from '../../results/schema.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';

const MAX_PREDICTION_ERROR = 0.15;

/** Warns if a strategy's heavy requests took clearly longer or shorter than simulated, with the likely cause. */
export function predictionWarnings(scenario: MeasuredScenario, trials: readonly TrialRecord[]): Warning[] {
  const strategies = [...new Set(trials.map(({ strategy }) => strategy))];
  return strategies.flatMap((strategy) => {
    const own = trials.filter((trial) => trial.strategy === strategy);
    const error = predictionError(own);
    if (error === null || Math.abs(error) <= MAX_PREDICTION_ERROR) return [];
    const share = `${Math.abs(error * 100).toFixed(0)} %`;
    const what = scenario.app === undefined ? 'heavy requests' : 'jobs';
    const message = `${what} took ${share} ${error > 0 ? 'longer' : 'shorter'} than simulated: ${likelyCause(scenario, own)}`;
    return [{ code: 'prediction', strategy, message }];
  });
}

/** Relative difference of the mean of heavy requests, or of an app's jobs, from the simulated mean; null without a simulation. */
function predictionError(trials: readonly TrialRecord[]): number | null {
  const means = trials.flatMap(({ classes, jobs = [] }) => [
    ...classes.filter(({ name }) => name === 'heavy').map((one) => [one.predictedMs?.mean, one.meanMs]),
    ...jobs.map((one) => [one.predictedMs?.mean, one.turnaroundMs?.mean]),
  ]);
  const pairs = means.flatMap(([simulatedMs, measuredMs]): [number, number][] =>
    measuredMs == null || simulatedMs == null ? [] : [[simulatedMs, measuredMs]],
  );
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
  if (cores > 1) return `there was too little CPU time (the cluster used ${cores.toFixed(1)} cores)`;
  return 'jobs waited for something other than queues and messages, such as late timers';
}
