import type { StrategyArm } from '../../catalogue/arms.ts';
import { ROUNDING_MS } from '../../load/plan/rounding.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { quantile } from '../../measuring/statistics/quantile.ts';
import { mean } from '../../measuring/statistics/sum.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { StuckWatch } from '../../processes/stuck-watch.ts';
import { faultDisturbances } from '../../simulation/fault-disturbances.ts';
import type { SimulatedType } from '../../simulation/job-stream.ts';
import { type MeasuredJob, simulateMeasured } from '../../simulation/simulate-measured.ts';
import { plainCluster } from '../../simulation/simulated-cluster.ts';
import { underWatch } from '../simulated/task.ts';

/** Simulated response times of the same jobs in ms, by class: `heavy`, then each type. */
export type Prediction = ReadonlyMap<string, { readonly mean: number | null; readonly p95: number | null }>;

/** Used if too few requests found the cluster idle: the shortest waits are message delay without queueing. */
const SHORT_WAIT = 0.05;
const ENOUGH_ALONE = 20;

/** A trial to simulate. */
export interface PredictionTask {
  readonly arm: StrategyArm;
  readonly scenario: MeasuredScenario;
  /** All jobs, each with its measured service time. */
  readonly heavy: readonly RequestRecord[];
  readonly seed: number;
  /** Time that the cluster took to replace each lost worker. */
  readonly recoveriesMs: readonly number[];
  readonly overheads: Overheads;
}

/** In ms: what a message between two processes took, and what the way of a request took besides messages, waiting and service. */
export interface Overheads {
  readonly messageMs: number;
  readonly aroundMs: number;
}

/** Undefined if a heavy request was not served, because its service time is unknown. */
export function predictionTask(
  arm: StrategyArm,
  scenario: MeasuredScenario,
  records: readonly RequestRecord[],
  seed: number,
  recoveriesMs: readonly number[],
): PredictionTask | undefined {
  const heavy = records.filter((record) => record.class === 'heavy');
  if (scenario.load.model === 'closed' || heavy.length === 0 || heavy.some((record) => !ran(record)))
    return undefined;
  return { arm, scenario: withoutRows(scenario), heavy, seed, recoveriesMs, overheads: overheads(heavy) };
}

/**
 * Simulates the trial: the same requests at the same times, with their measured service times, under the same strategy and
 * window. The measured delay of HTTP and the generator is added to every response time.
 */
export async function predict(
  { arm, scenario, heavy, seed, recoveriesMs, overheads: { messageMs, aroundMs } }: PredictionTask,
  watch?: StuckWatch,
): Promise<Prediction> {
  const { load } = scenario;
  const types = typesOf(scenario, heavy);
  const jobs = heavy
    .map((record): MeasuredJob => {
      const type = types.get(record.type) as SimulatedType;
      return { atMs: record.intendedMs, type, serviceMs: record.serviceMs };
    })
    .sort((a, b) => a.atMs - b.atMs);
  const span = { warmupMs: load.warmupMs - ROUNDING_MS, endMs: load.warmupMs + load.durationMs };
  const replacedAfterMs = recoveriesMs.length === 0 ? undefined : mean(recoveriesMs);
  const disturbances = faultDisturbances(lossesOf(scenario), seed, replacedAfterMs);
  const cluster = { ...plainCluster(scenario.cluster.jobWorkers), messageMs, disturbances };
  const { classes } = await underWatch(arm, scenario.queueLimit, watch, (scheduling, beat) =>
    simulateMeasured(jobs, [...types.values()], scheduling, cluster, span, seed, beat),
  );
  const plus = (value: number | null) =>
    value === null ? null : Math.round((value + aroundMs) * 1000) / 1000;
  const entries = classes.map(({ name, responseMs }) => {
    return [name, { mean: plus(responseMs.mean), p95: plus(responseMs.p95) }] as const;
  });
  const all = classes[0]?.responseMs;
  return new Map([['heavy', { mean: plus(all?.mean ?? null), p95: plus(all?.p95 ?? null) }], ...entries]);
}

/** Drops the recording: the requests already hold it. */
function withoutRows(scenario: MeasuredScenario): MeasuredScenario {
  const { load } = scenario;
  return load.model === 'trace' ? { ...scenario, load: { ...load, rows: [] } } : scenario;
}

/** Drops worker speeds and slowdowns, which the measured service times already contain. */
function lossesOf({ cluster, faults = [], ...scenario }: MeasuredScenario): MeasuredScenario {
  const { httpWorkers, jobWorkers } = cluster;
  return {
    ...scenario,
    cluster: { httpWorkers, jobWorkers },
    faults: faults.filter(({ does }) => does !== 'slow'),
  };
}

function ran({ outcome, serviceMs }: RequestRecord): boolean {
  return outcome === 'ok' && serviceMs >= 0;
}

/** Each type with the mean of its measured service times, which a strategy may estimate. */
function typesOf(scenario: MeasuredScenario, heavy: readonly RequestRecord[]): Map<string, SimulatedType> {
  return new Map(
    Object.keys(scenario.types).map((name, typeIndex) => {
      const own = heavy.filter((record) => record.type === name).map((record) => record.serviceMs);
      const estimateMs = own.length === 0 ? 0 : mean(own);
      return [name, { type: name, typeIndex, estimateMs, key: '', timeoutMs: scenario.timeoutMs }];
    }),
  );
}

/** `delayMs`: of one message, if it is known better than from the requests that waited least. */
export function overheads(heavy: readonly RequestRecord[], delayMs = shortestWaitMs(heavy)): Overheads {
  const besideMs = mean(
    heavy.map(({ endedMs, intendedMs, waitMs, serviceMs }) => endedMs - intendedMs - waitMs - serviceMs),
  );
  // Three of a request's four messages are not part of its wait.
  const messageMs = Math.max(0, Math.min(delayMs, besideMs / 3));
  return { messageMs, aroundMs: Math.max(0, besideMs - 3 * messageMs) };
}

/** What a job waits that finds a worker idle: for a message. */
export function shortestWaitMs(heavy: readonly RequestRecord[]): number {
  const aloneMs = Float64Array.from(heavy.filter(foundEmpty(heavy)), ({ waitMs }) => waitMs).sort();
  const waits = Float64Array.from(heavy, ({ waitMs }) => waitMs).sort();
  return aloneMs.length < ENOUGH_ALONE ? quantile(waits, SHORT_WAIT) : quantile(aloneMs, 0.5);
}

/** Marks requests that arrived at an idle cluster: they waited for messages only. */
function foundEmpty(heavy: readonly RequestRecord[]): (record: RequestRecord) => boolean {
  const alone = new Set<number>();
  let busyUntilMs = Number.NEGATIVE_INFINITY;
  for (const { seq, sentMs, endedMs } of heavy.toSorted((a, b) => a.sentMs - b.sentMs)) {
    if (sentMs > busyUntilMs) alone.add(seq);
    busyUntilMs = Math.max(busyUntilMs, endedMs);
  }
  return ({ seq }) => alone.has(seq);
}
