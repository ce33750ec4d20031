import type { StrategyArm } from '../../catalogue/arms.ts';
import type { JobType } from '../../contract/scenario.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import { type PredictionTask, shortestWaitMs } from '../live/prediction.ts';
import type { AppAccount } from './app-report.ts';

/**
 * The jobs of a trial as the app's primary saw them, for the simulator: from the arrival of each to its end. What a job belongs
 * to is not known, so routes are not simulated. Undefined where a job was not served, or the app does not say when jobs came.
 */
export function appPredictionTask(
  arm: StrategyArm,
  scenario: MeasuredScenario,
  account: AppAccount,
  seed: number,
): PredictionTask | undefined {
  const { jobs, jobWorkers, workerDeaths } = account;
  const jobTypes = Object.entries(jobs);
  const isWhole = jobTypes.every(
    ([, { settled, atMs, waitMs, serviceMs }]) =>
      [atMs, waitMs, serviceMs].every(({ length }) => length === settled.ok) &&
      settled.failed + settled.timedOut + settled.cancelled + settled.rejected === 0,
  );
  if (!isWhole || workerDeaths > 0 || jobWorkers.length === 0) return undefined;
  const heavy = jobTypes
    .flatMap(([type, { atMs, waitMs, serviceMs }]) =>
      atMs.map((at, i) => recordOf(type, at, waitMs[i] ?? 0, serviceMs[i] ?? 0)),
    )
    .sort((a, b) => a.intendedMs - b.intendedMs)
    .map((record, seq) => ({ ...record, seq }));
  const [first, last] = [heavy[0], heavy.at(-1)];
  if (first === undefined || last === undefined || scenario.load.model === 'closed') return undefined;
  const messageMs = shortestWaitMs(heavy);
  return {
    arm,
    scenario: {
      ...scenario,
      cluster: { ...scenario.cluster, jobWorkers: jobWorkers.length },
      types: Object.fromEntries(jobTypes.map(([name]) => [name, ANY_TYPE])),
      load: {
        ...scenario.load,
        warmupMs: first.intendedMs,
        durationMs: last.intendedMs - first.intendedMs + 1,
      },
    },
    heavy,
    seed,
    recoveriesMs: [],
    // Three of a request's four messages are not part of a job's time in the primary and its worker.
    overheads: { messageMs, aroundMs: -3 * messageMs },
  };
}

/** Only names of types are simulated here: the lengths are those that were measured. */
const ANY_TYPE: JobType = { runs: 'spin', service: { law: 'constant', meanMs: 0 }, share: 1 };

function recordOf(type: string, atMs: number, waitMs: number, serviceMs: number): RequestRecord {
  return {
    seq: 0,
    class: 'heavy',
    type,
    warmup: false,
    connection: 0,
    intendedMs: atMs,
    sentMs: atMs,
    endedMs: atMs + waitMs + serviceMs,
    outcome: 'ok',
    status: 200,
    httpWorker: 0,
    jobWorker: 0,
    waitMs,
    serviceMs,
  };
}
