import type { ClusterAccount } from '../../cluster/account.ts';
import { ClusterFailure } from '../../cluster/cluster-process.ts';
import type { JobFailures } from '../../cluster/job-failures.ts';
import { AFTER_DEADLINE_MS } from '../../core/after-deadline.ts';
import { noOutcomes } from '../../core/outcomes.ts';
import type { LoadResult } from '../../load/drive/load-result.ts';
import { runPlan } from '../../load/drive/planned.ts';
import { protocolOf } from '../../load/drive/protocol.ts';
import type { AppUnderTest, TrafficRequest } from '../../load/plan/app-under-test.ts';
import type { PlannedRequest } from '../../load/plan/plan.ts';
import { isBefore } from '../../load/plan/rounding.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { drawRequests } from '../../load/traffic/draw-requests.ts';
import { momentsOf } from '../../load/traffic/moments.ts';
import { okStatuses } from '../../load/traffic/statuses.ts';
import { sum } from '../../measuring/statistics/sum.ts';
import { startTimer } from '../../processes/timer.ts';
import { setV8Flags } from '../../processes/v8-flags.ts';
import type { Trial, TrialOutcome } from '../live/live-trial.ts';
import type { LoadListener, TrialObserver } from '../live/observer.ts';
import type { AppAccount } from './app-report.ts';
import { runningServer, type ServedApp } from './served-app.ts';
import { startApp } from './started-app.ts';

/** What a trial sends: `requests` by their number in the plan. */
interface AppPlan {
  readonly plan: readonly PlannedRequest[];
  readonly requests: readonly TrafficRequest[];
}

/** One trial of a server of the user's: of a fresh process of it, unless it runs already. */
export async function runAppTrial(
  trial: Trial,
  app: AppUnderTest,
  observer: TrialObserver,
  signal: AbortSignal,
): Promise<TrialOutcome> {
  const { scenario } = trial;
  const drawn = await drawnPlan(scenario, app, trial.seed);
  observer.phase('starting');
  const server = await served(trial, app, signal);
  const over = new AbortController();
  observer.phase('warming up');
  const measuring = startTimer(() => observer.phase('measuring'), scenario.load.warmupMs);
  try {
    const load = await driven(
      trial,
      app,
      server,
      drawn,
      observer.load,
      AbortSignal.any([signal, over.signal]),
    );
    clearTimeout(measuring);
    observer.phase('draining');
    const account = await server.account(scenario.timeoutMs + AFTER_DEADLINE_MS.account);
    return {
      load,
      cluster: clusterAccountOf(account, server.cpuMs()),
      app: { account, probes: server.probes },
    };
  } finally {
    clearTimeout(measuring);
    over.abort();
    await server.stop();
  }
}

async function served(
  { arm, seed }: Trial,
  { asked }: AppUnderTest,
  signal: AbortSignal,
): Promise<ServedApp> {
  const { target } = asked;
  if (target.kind === 'url') return runningServer(target.url);
  return startApp({ asked, target, arm, seed }, signal);
}

async function drawnPlan(
  { load }: MeasuredScenario,
  { traffic }: AppUnderTest,
  seed: number,
): Promise<AppPlan> {
  if (load.model === 'closed') throw new Error('a closed loop has no plan');
  const moments = momentsOf(load, seed);
  const requests = await drawRequests(traffic, seed, moments.length);
  const plan = moments.map((atMs, seq) => ({
    seq,
    atMs,
    warmup: isBefore(atMs, load.warmupMs),
    class: 'route' as const,
    type: requests[seq]?.class ?? '',
    sizeMs: undefined,
    key: '',
  }));
  return { plan, requests };
}

async function driven(
  { scenario: { load, cluster, timeoutMs } }: Trial,
  { asked }: AppUnderTest,
  server: ServedApp,
  { plan, requests }: AppPlan,
  listener: LoadListener | undefined,
  signal: AbortSignal,
): Promise<LoadResult> {
  setV8Flags('compileSoon');
  if (load.model === 'closed') throw new Error('a closed loop has no plan');
  const sending = runPlan({
    url: server.url,
    connections: load.connectionsPerHttpWorker * cluster.httpWorkers,
    connectionUse: (load.model === 'open' ? load.connectionUse : undefined) ?? 'kept alive',
    protocol: protocolOf(requests, okStatuses(asked.ok)),
    plan,
    drainMs: timeoutMs + AFTER_DEADLINE_MS.client,
    onProgress: listener && ((progress) => listener(progress, undefined)),
    signal,
  });
  try {
    return await Promise.race([sending, server.whenFailed()]);
  } catch (error) {
    if (signal.aborted || error instanceof ClusterFailure) throw error;
    throw new ClusterFailure('cluster', error instanceof Error ? error.message : String(error));
  }
}

function failuresOf(account: AppAccount | undefined): JobFailures[] {
  return Object.entries(account?.jobs ?? {}).flatMap(([type, { settled, failure }]) =>
    settled.failed > 0
      ? [{ type, count: settled.failed, reason: failure ?? 'the app does not say why' }]
      : [],
  );
}

/** In the words of our own cluster, as far as the app says them; `cpuMs` is that of all its processes. */
export function clusterAccountOf(account: AppAccount | undefined, cpuMs = 0): ClusterAccount {
  const { jobWorkers = [], httpWorkers = [], workerDeaths = 0, httpWorkerDeaths = 0 } = account ?? {};
  const workersCpuMs = sum([...jobWorkers, ...httpWorkers].map((one) => one.cpuMs));
  return {
    jobWorkers,
    httpWorkers: httpWorkers.map(({ worker, requests, cpuMs: own }) => ({
      worker,
      cpuMs: own,
      // Which of them had a job the app does not say.
      counts: { light: { ...noOutcomes(), ok: requests }, heavy: noOutcomes(), refused: 0 },
    })),
    jobUse: [],
    failures: failuresOf(account),
    dispatch: undefined,
    malformedMessages: 0,
    stops: 0,
    workerDeaths,
    httpWorkerDeaths,
    injectedFaults: 0,
    injectedHttpFaults: 0,
    recoveriesMs: [],
    primaryCpuMs: Math.max(0, cpuMs - workersCpuMs),
  };
}
