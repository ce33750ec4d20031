import { fileURLToPath } from 'node:url';
import type { StrategyArm } from '../../src/catalogue/arms.ts';
import type { ClusterAccount } from '../../src/cluster/account.ts';
import { noOutcomes, type OutcomeCounts } from '../../src/core/outcomes.ts';
import type { LoadResult } from '../../src/load/drive/load-result.ts';
import type { RequestOutcome, RequestRecord } from '../../src/measuring/summary/request-record.ts';
import { COMPILED_ROOT, PROJECT_ROOT } from '../../src/processes/roots.ts';
import { GOOD, LIGHT, times } from '../measuring/summary/records.ts';

/** What the client saw, and a report of a cluster that agrees with it: 3 light and 10 heavy requests, all but two ok. */
export const RECORDS: readonly RequestRecord[] = [
  ...times(3, LIGHT),
  ...times(8, GOOD),
  ...times(1, { ...GOOD, outcome: 'timedOut', status: 504 }),
  ...times(1, { ...GOOD, outcome: 'rejected', status: 503 }),
];

export const LOAD: LoadResult = {
  records: [...RECORDS],
  sendLagMs: { p50: 0.1, p99: 0.4, max: 0.5 },
  reconnects: 0,
  clientElu: 0.2,
};

export const ARM: StrategyArm = {
  kind: 'strategy',
  label: 'type-affinity:homes=1',
  name: 'type-affinity',
  parameters: { homes: 1, full: 2 },
  window: 3,
  uses: ['type'],
  file: {
    place: 'strategies/type-affinity.ts',
    source: fileURLToPath(new URL('strategies/type-affinity.ts', PROJECT_ROOT)),
    module: new URL('strategies/type-affinity.js', COMPILED_ROOT).href,
  },
};

const HEAVY: OutcomeCounts = { ...noOutcomes(), ok: 8, timedOut: 1, rejected: 1 };

export const REPORT: ClusterAccount = {
  httpWorkers: [
    { worker: 1, cpuMs: 10, counts: { light: { ...noOutcomes(), ok: 1 }, heavy: HEAVY, refused: 0 } },
    { worker: 2, cpuMs: 10, counts: { light: { ...noOutcomes(), ok: 2 }, heavy: noOutcomes(), refused: 0 } },
  ],
  jobWorkers: [{ worker: 3, jobs: 9, busyMs: 18, unfinished: 0, cpuMs: 10 }],
  dispatch: {
    tally: {
      arrived: 10,
      held: 0,
      bound: 0,
      sent: 0,
      settled: 10,
      outcomes: HEAVY,
      overdue: 0,
      retried: 0,
      lateReplies: 1,
      staleReplies: 0,
    },
    lateByType: { short: 1 },
    faults: [],
    decisionNs: { count: 19, mean: 4000, p50: 3000, p99: 9000 },
  },
  malformedMessages: 0,
  stops: 0,
  workerDeaths: 0,
  httpWorkerDeaths: 0,
  injectedFaults: 0,
  injectedHttpFaults: 0,
  recoveriesMs: [],
  jobUse: [],
  failures: [],
  primaryCpuMs: 5,
};

/** The records with the first of that class and outcome ended otherwise. */
export function withOutcome(
  kind: 'light' | 'heavy',
  from: RequestOutcome,
  to: RequestOutcome,
): RequestRecord[] {
  const index = RECORDS.findIndex((record) => record.class === kind && record.outcome === from);
  return RECORDS.map((record, i) => (i === index ? { ...record, outcome: to } : record));
}

/** The report with the first HTTP worker's counts of heavy answers replaced. */
export function withHeavy(heavy: OutcomeCounts): ClusterAccount {
  const [first, ...others] = REPORT.httpWorkers;
  return { ...REPORT, httpWorkers: [{ ...first!, counts: { ...first!.counts, heavy } }, ...others] };
}

export function withTally(change: Partial<NonNullable<ClusterAccount['dispatch']>['tally']>): ClusterAccount {
  const { dispatch } = REPORT;
  return { ...REPORT, dispatch: { ...dispatch!, tally: { ...dispatch!.tally, ...change } } };
}
