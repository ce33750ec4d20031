import type { Arm } from '../../catalogue/arms.ts';
import type { ClusterAccount } from '../../cluster/account.ts';
import { askedLevel, levelOf } from '../../load/plan/load-level.ts';
import type { MeasuredScenario, ScheduledLoad } from '../../load/plan/scenario-states.ts';
import { sum } from '../../measuring/statistics/sum.ts';
import { type ClassSummary, summarize } from '../../measuring/summary/class-summary.ts';
import { idealMeanResponseMs } from '../../measuring/summary/ideal.ts';
import { attained, rankedMs } from '../../measuring/summary/ranked.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import { isUnstable } from '../../measuring/summary/stability.ts';
import type { Damage, Level } from '../../results/parts.ts';
import type { Flag, TrialClass, TrialRecord } from '../../results/trial-schema.ts';
import { jobsIn } from '../app/app-jobs.ts';
import type { Slot } from './layout.ts';
import type { TrialOutcome } from './live-trial.ts';
import type { Prediction } from './prediction.ts';
import { typesOf } from './types.ts';

/** How many workers run jobs. Each HTTP worker with a pool has one at least. */
function computingWorkers({ kind }: Arm, httpWorkers: number, jobWorkers: number): number {
  if (kind === 'strategy' || kind === 'queue') return jobWorkers;
  return kind === 'pool' ? Math.max(httpWorkers, jobWorkers) : httpWorkers + jobWorkers;
}

/** The record of a trial, without its single requests. */
export function trialRecord(
  slot: Slot,
  scenario: MeasuredScenario,
  { load, cluster, app }: TrialOutcome,
  prediction: Prediction | undefined,
  circumstances: Pick<TrialRecord, 'startedAt' | 'repeated' | 'watched'> & { readonly flags: Flag[] },
): TrialRecord {
  const { dispatch } = cluster;
  const { httpWorkers, jobWorkers } = scenario.cluster;
  const workers = computingWorkers(slot.arm, httpWorkers, jobWorkers);
  const { warmupMs, durationMs } = scenario.load;
  const span = { fromMs: warmupMs, toMs: warmupMs + durationMs };
  const lateByType = new Map(Object.entries(dispatch?.lateByType ?? {}));
  return {
    block: slot.block,
    position: slot.position,
    strategy: slot.strategy,
    twin: slot.twin,
    connections: slot.connections,
    seed: slot.seed,
    ...circumstances,
    unstable: scenario.load.model !== 'closed' && isUnstable(load.records, span, workers),
    ...(scenario.load.model !== 'closed' &&
      scenario.app === undefined && { level: levelOfTrial(load.records, scenario, scenario.load) }),
    vsIdeal: vsIdeal(load.records, scenario, workers),
    decisionNs: dispatch?.decisionNs ?? null,
    workers: cluster.jobWorkers.map(({ worker, jobs, busyMs, cpuMs }) => ({ worker, jobs, busyMs, cpuMs })),
    httpWorkers: cluster.httpWorkers.map(({ worker, counts, cpuMs }) => ({
      worker,
      requests: counts.refused + sum(Object.values(counts.light)) + sum(Object.values(counts.heavy)),
      cpuMs,
    })),
    primaryCpuMs: cluster.primaryCpuMs,
    generator: {
      sendLagP99Ms: load.sendLagMs.p99,
      eventLoopUtilisation: load.clientElu,
      reconnects: load.reconnects,
    },
    ...(scenario.faults && { damage: damageOf(cluster) }),
    ...(app?.account && { jobs: jobsIn(app.account, prediction) }),
    classes: trialClasses(load.records, scenario, lateByType, prediction),
    ...(cluster.jobUse.length > 0 && { jobUse: [...cluster.jobUse] }),
    ...(cluster.failures.length > 0 && { failures: [...cluster.failures] }),
  };
}

/** The figures that follow from the requests of a trial, without late duplicates and predictions. */
export function trialClasses(
  records: readonly RequestRecord[],
  scenario: MeasuredScenario,
  lateByType: ReadonlyMap<string, number>,
  prediction: Prediction | undefined,
): TrialClass[] {
  return summarizeTrial(records, scenario, lateByType).map((summary) =>
    trialClass(summary, records, scenario, prediction),
  );
}

function levelOfTrial(
  records: readonly RequestRecord[],
  scenario: MeasuredScenario,
  load: ScheduledLoad,
): Level {
  const heavy = records.filter((record) => record.class === 'heavy' && !record.warmup);
  const sizes = heavy.map(({ sizeMs }) => sizeMs).filter((sizeMs) => sizeMs !== undefined);
  const workMs = sizes.length === heavy.length ? sum(sizes) : undefined;
  return {
    asked: askedLevel(scenario, load),
    offered: levelOf(scenario, heavy.length, workMs, load.durationMs),
  };
}

function damageOf({ dispatch, injectedFaults, workerDeaths, recoveriesMs }: ClusterAccount): Damage {
  return {
    injected: injectedFaults,
    workerDeaths,
    retried: dispatch?.tally.retried ?? 0,
    duplicatesDropped: (dispatch?.tally.staleReplies ?? 0) + (dispatch?.tally.lateReplies ?? 0),
    recoveryMs:
      recoveriesMs.length === 0
        ? null
        : { mean: sum(recoveriesMs) / recoveriesMs.length, max: Math.max(...recoveriesMs) },
  };
}

/** Classes of one trial, or of several trials together. */
export function summarizeTrial(
  records: readonly RequestRecord[],
  scenario: MeasuredScenario,
  lateByType: ReadonlyMap<string, number>,
  trials = 1,
): ClassSummary[] {
  return summarize(records, typesOf(scenario), lateByType, scenario.load.durationMs * trials);
}

function trialClass(
  { name, counts, responseMs }: ClassSummary,
  records: readonly RequestRecord[],
  scenario: MeasuredScenario,
  prediction: Prediction | undefined,
): TrialClass {
  const own = records.filter(
    (one) =>
      !one.warmup && (one.class === name || (one.class !== 'light' && one.type === name) || name === 'all'),
  );
  return {
    name,
    counts,
    rankedMs: rankedMs(own),
    meanMs: responseMs.mean,
    attained: attained(own, scenario),
    predictedMs: prediction?.get(name) ?? null,
  };
}

/** Only for open loads, and only if every heavy request was served. */
function vsIdeal(
  records: readonly RequestRecord[],
  scenario: MeasuredScenario,
  workers: number,
): number | null {
  if (scenario.load.model === 'closed') return null;
  const heavy = records.filter((record) => record.class === 'heavy');
  if (heavy.length === 0 || heavy.some((record) => record.outcome !== 'ok')) return null;
  const jobs = heavy.map((record) => ({ arrivalMs: record.intendedMs, serviceMs: record.serviceMs }));
  const meanMs = sum(heavy.map((record) => record.endedMs - record.intendedMs)) / heavy.length;
  const idealMs = idealMeanResponseMs(jobs, workers);
  return idealMs === 0 ? null : Math.round((meanMs / idealMs) * 1000) / 1000;
}
