import type { Arm } from '../../catalogue/arms.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { median } from '../../measuring/statistics/quantile.ts';
import { sum } from '../../measuring/statistics/sum.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { Damage } from '../../results/parts.ts';
import type { StrategyResult } from '../../results/schema.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';
import { jobsOver } from '../app/app-jobs.ts';
import { alternativeFacts } from './alternative-facts.ts';
import { summarizeTrial } from './trial-record.ts';

/** An arm over all its trials: requests are pooled, counts added, other figures are medians. */
export function strategyResult(
  arm: Arm,
  scenario: MeasuredScenario,
  trials: readonly TrialRecord[],
  records: readonly RequestRecord[],
): StrategyResult {
  const decisions = trials.map(({ decisionNs }) => decisionNs).filter((one) => one !== null);
  const ideals = trials.map(({ vsIdeal }) => vsIdeal).filter((one) => one !== null);
  const classes = summarizeTrial(records, scenario, new Map(), trials.length);
  return {
    name: arm.label,
    connections: trials[0]?.connections ?? null,
    window: arm.kind === 'strategy' ? arm.window : null,
    uses: arm.kind === 'strategy' ? [...arm.uses] : [],
    ...alternativeFacts(arm, scenario.cluster),
    vsIdeal: ideals.length === trials.length ? median(ideals) : null,
    decisionNs:
      decisions.length === 0
        ? null
        : {
            count: sum(decisions.map((one) => one.count)),
            mean: Math.round(median(decisions.map((one) => one.mean))),
            p50: median(decisions.map((one) => one.p50)),
            p99: median(decisions.map((one) => one.p99)),
          },
    workers: jobWorkers(trials),
    httpWorkers: httpWorkers(trials),
    primaryCpuMs: sum(trials.map(({ primaryCpuMs }) => primaryCpuMs)),
    generator: {
      sendLagP99Ms: Math.max(...trials.map(({ generator }) => generator.sendLagP99Ms)),
      eventLoopUtilisation: Math.max(...trials.map(({ generator }) => generator.eventLoopUtilisation)),
      reconnects: sum(trials.map(({ generator }) => generator.reconnects)),
    },
    ...(scenario.faults && { damage: totalDamage(trials) }),
    ...(trials.every(({ jobs }) => jobs !== undefined) && { jobs: jobsOver(trials) }),
    classes: classes.map((one) => ({
      ...one,
      counts: { ...one.counts, lateDuplicates: late(trials, one.name) },
    })),
  };
}

function totalDamage(trials: readonly TrialRecord[]): Damage {
  const all = trials.map(({ damage }) => damage).filter((one) => one !== undefined);
  const recoveries = all.map(({ recoveryMs }) => recoveryMs).filter((one) => one !== null);
  return {
    injected: sum(all.map(({ injected }) => injected)),
    workerDeaths: sum(all.map(({ workerDeaths }) => workerDeaths)),
    retried: sum(all.map(({ retried }) => retried)),
    duplicatesDropped: sum(all.map(({ duplicatesDropped }) => duplicatesDropped)),
    recoveryMs:
      recoveries.length === 0
        ? null
        : {
            mean: sum(recoveries.map(({ mean }) => mean)) / recoveries.length,
            max: Math.max(...recoveries.map(({ max }) => max)),
          },
  };
}

function late(trials: readonly TrialRecord[], name: string): number {
  return sum(
    trials.flatMap(({ classes }) =>
      classes.filter((one) => one.name === name).map(({ counts }) => counts.lateDuplicates),
    ),
  );
}

/** Worker numbers mean the same in every trial, since each trial has fresh processes. */
function jobWorkers(trials: readonly TrialRecord[]): StrategyResult['workers'] {
  const all = trials.flatMap(({ workers }) => workers);
  return numbersOf(all).map((worker) => {
    const own = all.filter((one) => one.worker === worker);
    return {
      worker,
      jobs: sum(own.map(({ jobs }) => jobs)),
      busyMs: sum(own.map(({ busyMs }) => busyMs)),
      cpuMs: sum(own.map(({ cpuMs }) => cpuMs)),
    };
  });
}

function httpWorkers(trials: readonly TrialRecord[]): StrategyResult['httpWorkers'] {
  const all = trials.flatMap((trial) => trial.httpWorkers);
  return numbersOf(all).map((worker) => {
    const own = all.filter((one) => one.worker === worker);
    return {
      worker,
      requests: sum(own.map(({ requests }) => requests)),
      cpuMs: sum(own.map(({ cpuMs }) => cpuMs)),
    };
  });
}

function numbersOf(all: readonly { readonly worker: number }[]): number[] {
  return [...new Set(all.map(({ worker }) => worker))];
}
