import { cpuMs } from '../../processes/cpu.ts';
import type { ClusterAccount } from '../account.ts';
import type { FaultInjection } from './fault-injection.ts';
import type { PrimaryScheduling } from './primary-scheduling.ts';
import type { Workers } from './workers.ts';

/** What the primary knows beside its workers. */
export interface PrimaryShare {
  readonly scheduling: PrimaryScheduling | undefined;
  readonly workers: Workers;
  readonly faults: FaultInjection;
  /** Of the primary, asked for last. */
  stops(): number;
}

/** Asks the workers that are ready, and puts what they say beside what the primary knows itself. */
export async function clusterAccount(primary: PrimaryShare): Promise<ClusterAccount> {
  const { scheduling, workers, faults } = primary;
  const told = await Promise.all(
    workers.ready.map(async (member) => ({ member, account: await member.ask() })),
  );
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
      workers.malformedMessages,
    ),
    stops: told.reduce((sum, { account }) => sum + account.stops, primary.stops()),
    workerDeaths: workers.deaths,
    httpWorkerDeaths: workers.httpWorkerDeaths,
    injectedFaults: faults.injected,
    injectedHttpFaults: faults.injectedHttp,
    recoveriesMs: workers.recoveriesMs,
    primaryCpuMs: cpuMs(),
  };
}
