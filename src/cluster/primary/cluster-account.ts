import { cpuMs } from '../../processes/cpu.ts';
import type { ClusterAccount, JobUse, JobWorkerAccount } from '../account.ts';
import type { PrimarySide } from '../alternatives/primary-side.ts';
import type { RanBy, WorkerAccount } from '../control.ts';
import { failuresTogether } from '../job-failures.ts';
import type { FaultInjection } from './fault-injection.ts';
import type { Member } from './member.ts';
import type { PrimaryScheduling } from './primary-scheduling.ts';
import type { Workers } from './workers.ts';

/** What the primary knows beside its workers. */
export interface PrimaryShare {
  readonly scheduling: PrimaryScheduling | undefined;
  readonly alternative: PrimarySide | undefined;
  readonly workers: Workers;
  readonly faults: FaultInjection;
  readonly carriersCpuMs: number;
  /** Of the primary, asked for last. */
  stops(): number;
}

/** Asks the workers that are ready, and puts what they say beside what the primary knows itself. */
export async function clusterAccount(primary: PrimaryShare): Promise<ClusterAccount> {
  const { scheduling, workers, faults } = primary;
  const told = await Promise.all(
    workers.ready.map(async (member) => ({ member, account: await member.ask() })),
  );
  const threadsMs = told.reduce(
    (sum, { member, account }) => sum + (member.pid === process.pid ? account.cpuMs : 0),
    0,
  );
  return {
    httpWorkers: told.flatMap(({ member, account }) =>
      account.http === undefined ? [] : [{ worker: member.id, counts: account.http, cpuMs: account.cpuMs }],
    ),
    jobWorkers:
      scheduling === undefined
        ? ranElsewhere(told, primary.alternative?.ran ?? [])
        : told.flatMap(({ member, account }) =>
            member.seat.role === 'job'
              ? [{ worker: member.id, ...scheduling.workerCounts(member.id), cpuMs: account.cpuMs }]
              : [],
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
    carriersCpuMs:
      primary.carriersCpuMs + (primary.alternative?.cpuMs(cpuMs() + accountedMs(told) - threadsMs) ?? 0),
    primaryCpuMs: cpuMs() - threadsMs,
    jobUse: together(told.flatMap(({ account }) => account.jobUse ?? [])),
    failures: failuresTogether(told.flatMap(({ account }) => account.failures ?? [])),
  };
}

interface Told {
  readonly member: Member;
  readonly account: WorkerAccount;
}

/** Of a pool's or queue's workers only HTTP workers, or the primary's pool, know what they ran. */
function ranElsewhere(told: readonly Told[], inPrimary: readonly RanBy[]): JobWorkerAccount[] {
  const counts = new Map<number, { worker: number; jobs: number; busyMs: number }>();
  for (const { worker, jobs, busyMs } of [
    ...told.flatMap(({ account }) => account.ran ?? []),
    ...inPrimary,
  ]) {
    const before = counts.get(worker) ?? { worker, jobs: 0, busyMs: 0 };
    counts.set(worker, { worker, jobs: before.jobs + jobs, busyMs: before.busyMs + busyMs });
  }
  const cpuOf = (worker: number) =>
    told.find(({ member }) => member.seat.role === 'job' && member.id === worker)?.account.cpuMs ?? 0;
  return [...counts.values()]
    .sort((a, b) => a.worker - b.worker)
    .map((one) => ({ ...one, unfinished: 0, cpuMs: cpuOf(one.worker) }));
}

function accountedMs(told: readonly Told[]): number {
  return told.reduce((sum, { account }) => sum + account.cpuMs, 0);
}

/** One of each job. */
function together(uses: readonly JobUse[]): JobUse[] {
  return [...new Set(uses.map(({ job }) => job))].map((job) => {
    const own = uses.filter((use) => use.job === job);
    const total = (of: (use: JobUse) => number) => own.reduce((sum, use) => sum + of(use), 0);
    return {
      job,
      runs: total(({ runs }) => runs),
      wallMs: total(({ wallMs }) => wallMs),
      cpuMs: total(({ cpuMs }) => cpuMs),
      idleMs: total(({ idleMs }) => idleMs),
    };
  });
}
