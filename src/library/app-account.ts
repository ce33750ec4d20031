import type { DispatchAccount } from '../cluster/account.ts';
import type { WorkerAccount } from '../cluster/control.ts';
import type { Member } from '../cluster/primary/member.ts';
import type { TypeAnswers } from '../cluster/type-answers.ts';
import { AFTER_DEADLINE_MS } from '../core/after-deadline.ts';
import { noOutcomes, type OutcomeCounts } from '../core/outcomes.ts';
import { sleep } from '../processes/timer.ts';
import type { AppPrimary } from './app-primary.ts';

/** What an app has done since its start, as a bench wants to know it: see docs/app-report.md. */
export interface AppAccount {
  readonly answers: Readonly<Record<string, number>>;
  readonly jobs: Readonly<Record<string, JobAccount>>;
  readonly open: number;
  readonly faults: readonly string[];
  readonly workerDeaths: number;
  readonly httpWorkerDeaths: number;
  readonly httpWorkers: readonly object[];
  readonly jobWorkers: readonly object[];
  readonly decisionNs: DispatchAccount['decisionNs'];
}

interface JobAccount {
  readonly asked: OutcomeCounts;
  readonly settled: OutcomeCounts;
  /** Why the first that failed did. */
  readonly failure?: string | undefined;
  readonly lateDuplicates: number;
  readonly atMs: readonly number[];
  readonly waitMs: readonly number[];
  readonly serviceMs: readonly number[];
}

const POLL_MS = 5;

/** Waits until no job is open, or the last deadline has passed, then asks all workers. */
export async function accountOf(primary: AppPrimary, timeoutMs: number): Promise<AppAccount> {
  const { scheduling, workers } = primary;
  const endMs = performance.now() + timeoutMs + AFTER_DEADLINE_MS.primary;
  while (scheduling?.drained === false && performance.now() < endMs) await sleep(POLL_MS);
  const told = await Promise.all(
    workers.ready.map(async (member) => ({ member, account: await member.ask() })),
  );
  const http = told.filter(({ member }) => member.seat.role === 'http');
  const asked = http.flatMap(({ account }) => account.app ?? []);
  const dispatch = scheduling?.account();
  return {
    answers: summed(asked.map(({ answers }) => answers)),
    jobs: jobAccounts(
      asked.map(({ asked: types }) => types),
      scheduling?.kept?.byType,
      dispatch,
    ),
    open: scheduling?.tally.open ?? 0,
    faults: dispatch?.faults ?? [],
    workerDeaths: workers.deaths,
    httpWorkerDeaths: workers.httpWorkerDeaths,
    httpWorkers: http.map(httpWorker),
    jobWorkers: told
      .filter(({ member }) => member.seat.role === 'job')
      .map(({ member, account }) => {
        return { worker: member.id, ...scheduling?.workerCounts(member.id), cpuMs: account.cpuMs };
      }),
    decisionNs: dispatch?.decisionNs ?? null,
  };
}

function httpWorker({ member, account }: { member: Member; account: WorkerAccount }): object {
  const requests = Object.values(account.app?.answers ?? {}).reduce((sum, count) => sum + count, 0);
  return { worker: member.id, requests, cpuMs: account.cpuMs };
}

/** `settled`: what the primary says; undefined with inline, where nobody else knows. */
function jobAccounts(
  asked: readonly Readonly<Record<string, TypeAnswers>>[],
  settled: Readonly<Record<string, TypeAnswers>> | undefined,
  dispatch: DispatchAccount | undefined,
): Record<string, JobAccount> {
  const types = new Set([...asked, settled ?? {}].flatMap((byType) => Object.keys(byType)));
  return Object.fromEntries(
    [...types].map((type) => {
      const own = asked.flatMap((byType) => byType[type] ?? []);
      const outcomes = summed(
        own.map((answers) => answers.outcomes),
        noOutcomes(),
      );
      const judge = settled === undefined ? own : [settled[type] ?? []].flat();
      const account: JobAccount = {
        asked: outcomes,
        settled: summed(
          judge.map((answers) => answers.outcomes),
          noOutcomes(),
        ),
        failure: own.find(({ failure }) => failure !== undefined)?.failure,
        lateDuplicates: dispatch?.lateByType[type] ?? 0,
        atMs: judge.flatMap(({ atMs }) => atMs),
        waitMs: judge.flatMap(({ waitMs }) => waitMs),
        serviceMs: judge.flatMap(({ serviceMs }) => serviceMs),
      };
      return [type, account];
    }),
  );
}

function summed<Key extends string>(
  counts: readonly Readonly<Record<Key, number>>[],
  zero = {} as Record<Key, number>,
): Record<Key, number> {
  const sum = { ...zero };
  for (const one of counts)
    for (const [key, count] of Object.entries(one) as [Key, number][]) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}
