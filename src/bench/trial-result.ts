import { loadStrategy } from '../catalogue/strategies.ts';
import type { Scenario } from '../contract/scenario.ts';
import { summarize } from '../measurement/class-summary.ts';
import { idealMeanResponseMs } from '../measurement/ideal.ts';
import type { RequestRecord } from '../measurement/request-record.ts';
import type { StrategyResult, Warning } from '../results/schema.ts';
import { accountFaults } from './accounts.ts';
import type { Trial, TrialOutcome } from './live-trial.ts';

/** Beyond these the generator, not the cluster, may be what was measured. */
const MAX_SEND_LAG_P99_MS = 5;
const MAX_GENERATOR_UTILISATION = 0.8;

/** The row of a result that a trial gives. */
export async function strategyResult(trial: Trial, { load, cluster }: TrialOutcome): Promise<StrategyResult> {
  const { arm, scenario } = trial;
  const { dispatch } = cluster;
  return {
    name: arm.label,
    connections: trial.connections,
    window: arm.kind === 'strategy' ? arm.window : null,
    uses: arm.kind === 'strategy' ? [...(await loadStrategy(arm.name)).definition.uses] : [],
    vsIdeal: vsIdeal(
      load.records,
      scenario,
      (arm.kind === 'inline' ? cluster.httpWorkers : cluster.jobWorkers).length,
    ),
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
    classes: summarize(
      load.records,
      Object.keys(scenario.types),
      dispatch?.lateByType ?? {},
      scenario.load.durationMs,
    ),
  };
}

/** What there is to doubt about a trial. Those with the code `accounts` void it. */
export function trialWarnings(trial: Trial, { load, cluster }: TrialOutcome): Warning[] {
  const strategy = trial.arm.label;
  const warn = (code: string, message: string): Warning => ({ code, strategy, message });
  const warnings = accountFaults(load.records, cluster).map((fault) => warn('accounts', fault));
  if (load.sendLagMs.p99 > MAX_SEND_LAG_P99_MS) {
    const lag = load.sendLagMs.p99.toFixed(1);
    warnings.push(
      warn(
        'send-lag',
        `1 % of the requests left over ${lag} ms late: the generator or its connections were short`,
      ),
    );
  }
  if (load.clientElu > MAX_GENERATOR_UTILISATION) {
    warnings.push(
      warn('generator-busy', `the generator was busy ${(load.clientElu * 100).toFixed(0)} % of the time`),
    );
  }
  if (load.reconnects > 0)
    warnings.push(warn('reconnects', `${load.reconnects} connections broke and were made again`));
  if (cluster.workerDeaths > 0) warnings.push(warn('worker-deaths', `${cluster.workerDeaths} workers died`));
  return warnings;
}

/** Only where arrivals do not depend on answers, and every heavy request was served. */
function vsIdeal(records: readonly RequestRecord[], scenario: Scenario, workers: number): number | null {
  if (scenario.load.model === 'closed') return null;
  const heavy = records.filter((record) => record.class === 'heavy');
  if (heavy.length === 0 || heavy.some((record) => record.outcome !== 'ok')) return null;
  const jobs = heavy.map((record) => ({ arrivalMs: record.intendedMs, serviceMs: record.serviceMs }));
  const meanMs = sum(heavy.map((record) => record.endedMs - record.intendedMs)) / heavy.length;
  return Math.round((meanMs / idealMeanResponseMs(jobs, workers)) * 1000) / 1000;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
