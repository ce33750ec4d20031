import type { Supervisor } from '../../core/supervision/supervisor.ts';
import { cpuMs } from '../../processes/cpu.ts';
import type { ClusterAccount } from '../account.ts';
import type { FaultInjection } from './fault-injection.ts';
import type { Member } from './member.ts';
import type { PrimaryScheduling } from './primary-scheduling.ts';

/** What the primary knows beside its workers. */
export interface PrimaryShare {
  readonly scheduling: PrimaryScheduling | undefined;
  readonly supervisor: Supervisor<unknown>;
  readonly faults: FaultInjection;
  readonly malformedMessages: number;
  /** Of the primary, asked for last. */
  stops(): number;
  readonly httpWorkerDeaths: number;
}

/** Asks every worker that is ready, and puts what they say beside what the primary knows itself. */
export async function clusterAccount(
  members: readonly Member[],
  primary: PrimaryShare,
): Promise<ClusterAccount> {
  const ready = members.filter((member) => member.ready);
  const told = await Promise.all(ready.map(async (member) => ({ member, account: await member.ask() })));
  const { scheduling, supervisor, faults } = primary;
  return {
    httpWorkers: told.flatMap(({ member, account }) =>
      account.http === undefined ? [] : [{ worker: member.id, counts: account.http, cpuMs: account.cpuMs }],
    ),
    jobWorkers: told.flatMap(({ member, account }) =>
      scheduling === undefined || member.seat.role !== 'job'
        ? []
        : [{ worker: member.id, ...scheduling.workerCounts(member.id), cpuMs: account.cpuMs }],
    ),
    dispatch: scheduling?.account(),
    malformedMessages: told.reduce(
      (sum, { account }) => sum + account.malformedMessages,
      primary.malformedMessages,
    ),
    stops: told.reduce((sum, { account }) => sum + account.stops, primary.stops()),
    workerDeaths: supervisor.deaths,
    httpWorkerDeaths: primary.httpWorkerDeaths,
    injectedFaults: faults.injected,
    injectedHttpFaults: faults.injectedHttp,
    recoveriesMs: supervisor.recoveriesMs,
    primaryCpuMs: cpuMs(),
  };
}
