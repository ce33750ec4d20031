import type { StrategyArm } from '../../catalogue/arms.ts';
import { heavyPerSecond } from '../../load/plan/heavy-stream.ts';
import type { MeasuredLoad, MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { quantile } from '../../measuring/statistics/quantile.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { JobLengths } from '../../results/capacities.ts';
import { runLiveTrial } from './live-trial.ts';
import { nothingAnswered } from './nothing-answered.ts';
import { UNOBSERVED } from './observer.ts';
import { overheads } from './prediction.ts';
import { turnaroundMs } from './turnaround.ts';

const WARMUP_MS = 1500;
const DURATION_MS = 8000;
const MOST_QUANTILES = 201;

/** How long the measurement takes, about; for the time left. */
export const LENGTHS_MS = WARMUP_MS + DURATION_MS + 2500;

/**
 * What the jobs of each type take at the load of the scenario, which they share the machine's cores under. Undefined if it
 * was broken off; a type of which none was answered is left out. Throws ClusterFailure if no request was answered.
 */
export async function measureLengths(
  pull: StrategyArm,
  scenario: MeasuredScenario,
  seed: number,
  signal: AbortSignal,
): Promise<JobLengths | undefined> {
  const { faults: _, objective: __, shifts: ___, ...steady } = scenario;
  const trial = { arm: pull, scenario: { ...steady, load: openLoad(scenario) }, seed, connections: null };
  const { load, cluster } = await runLiveTrial(trial, UNOBSERVED, signal);
  const served = load.records.filter(
    (record) => record.class === 'heavy' && record.outcome === 'ok' && !record.warmup,
  );
  if (signal.aborted) return undefined;
  if (served.length === 0) throw nothingAnswered('it was measured how long jobs take', cluster);
  const betweenMs = turnaroundMs(served);
  const { messageMs, aroundMs } = overheads(served, betweenMs && betweenMs / 2);
  const types = [...new Set(served.map(({ type }) => type))];
  return {
    messageMs: rounded(messageMs),
    aroundMs: rounded(aroundMs),
    quantilesMs: Object.fromEntries(types.map((type) => [type, quantilesOf(served, type)])),
  };
}

/** At the rates of the scenario's own load, for as long as the measurement takes. */
function openLoad(scenario: MeasuredScenario): MeasuredLoad {
  const { load } = scenario;
  if (load.model === 'closed' || load.model === 'trace')
    throw new Error(`the lengths of jobs are not measured under a load of model ${load.model}`);
  const common = {
    model: 'open',
    arrivals: { process: 'poisson' },
    connectionsPerHttpWorker: load.connectionsPerHttpWorker,
    warmupMs: WARMUP_MS,
    durationMs: DURATION_MS,
  } as const;
  if (load.model === 'open')
    return {
      ...common,
      heavy: { perSecond: heavyPerSecond(scenario, load) },
      lightPerSecond: load.lightPerSecond,
    };
  const burstsPerSecond = 1000 / load.everyMs;
  return {
    ...common,
    heavy: { perSecond: load.heavyPerBurst * burstsPerSecond },
    lightPerSecond: load.lightPerBurst * burstsPerSecond,
  };
}

function quantilesOf(served: readonly RequestRecord[], type: string): number[] {
  const own = served.filter((record) => record.type === type);
  const sorted = Float64Array.from(own, ({ serviceMs }) => serviceMs).sort();
  const count = Math.min(MOST_QUANTILES, sorted.length);
  if (count === 1) return [rounded(sorted[0] as number)];
  return Array.from({ length: count }, (_, i) => rounded(quantile(sorted, i / (count - 1))));
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
