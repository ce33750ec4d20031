import type { Supervisor } from '../../core/supervision/supervisor.ts';
import { cpuMs } from '../../processes/cpu.ts';
import type { ClusterReport } from '../report.ts';
import type { FaultInjection } from './fault-injection.ts';
import type { Member } from './member.ts';
import type { PrimaryScheduling } from './primary-scheduling.ts';

/** What the primary knows beside its workers. */
export interface PrimaryAccount {
  readonly scheduling: PrimaryScheduling | undefined;
  readonly supervisor: Supervisor<unknown>;
  readonly faults: FaultInjection;
  readonly malformedMessages: number;
  /** Of the primary, asked for last. */
  stops(): number;
  readonly httpWorkerDeaths: number;
}

/** Asks every worker that is ready, and puts what they say beside what the primary knows itself. */
export async function clusterReport(
  members: readonly Member[],
  account: PrimaryAccount,
): Promise<ClusterReport> {
  const ready = members.filter((member) => member.ready);
  const told = await Promise.all(ready.map(async (member) => ({ member, report: await member.ask() })));
  const { scheduling, supervisor, faults } = account;
  return {
    httpWorkers: told.flatMap(({ member, report }) =>
      report.http === undefined ? [] : [{ worker: member.id, counts: report.http, cpuMs: report.cpuMs }],
    ),
    jobWorkers: told.flatMap(({ member, report }) =>
      scheduling === undefined || member.seat.role !== 'job'
        ? []
        : [{ worker: member.id, ...scheduling.workerCounts(member.id), cpuMs: report.cpuMs }],
    ),
    dispatch: scheduling?.report(),
    malformedMessages: told.reduce(
      (sum, { report }) => sum + report.malformedMessages,
      account.malformedMessages,
    ),
    stops: told.reduce((sum, { report }) => sum + report.stops, account.stops()),
    workerDeaths: supervisor.deaths,
    httpWorkerDeaths: account.httpWorkerDeaths,
    injectedFaults: faults.injected,
    injectedHttpFaults: faults.injectedHttp,
    recoveriesMs: supervisor.recoveriesMs,
    primaryCpuMs: cpuMs(),
  };
}
