import type { Arm } from '../../catalogue/arms.ts';
import type { ClusterAccount } from '../../cluster/account.ts';
import { ClusterFailure, ClusterProcess } from '../../cluster/cluster-process.ts';
import { clusterSettings } from '../../cluster/settings.ts';
import { AFTER_DEADLINE_MS } from '../../core/after-deadline.ts';
import { runClosedLoop } from '../../load/drive/closed-loop.ts';
import type { LoadResult } from '../../load/drive/load-result.ts';
import { runPlan } from '../../load/drive/planned.ts';
import type { LoadProgress } from '../../load/drive/request-log.ts';
import { drawPlan } from '../../load/plan/plan.ts';
import { RequestMix } from '../../load/plan/request-mix.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { startTimer } from '../../processes/timer.ts';
import { setV8Flags } from '../../processes/v8-flags.ts';
import type { AppTold } from '../app/served-app.ts';
import type { LoadListener, TrialObserver } from './observer.ts';

/** One strategy under one load, in fresh processes. */
export interface Trial {
  readonly arm: Arm;
  readonly scenario: MeasuredScenario;
  readonly seed: number;
  /** Connections of a closed loop; null for open loads. */
  readonly connections: number | null;
}

export interface TrialOutcome {
  readonly load: LoadResult;
  readonly cluster: ClusterAccount;
  /** Of a server of the user's. */
  readonly app?: AppTold | undefined;
}

export type Phase = 'starting' | 'warming up' | 'measuring' | 'draining';

export async function runLiveTrial(
  trial: Trial,
  observer: TrialObserver,
  signal: AbortSignal,
): Promise<TrialOutcome> {
  const { arm, scenario, seed } = trial;
  observer.phase('starting');
  const cluster = await ClusterProcess.start(clusterSettings(scenario, arm, seed, 0, 'error'));
  const over = new AbortController();
  observer.phase('warming up');
  const measuring = startTimer(() => observer.phase('measuring'), scenario.load.warmupMs);
  try {
    cluster.loadStarts();
    const load = await drivenLoad(trial, cluster, observer.load, AbortSignal.any([signal, over.signal]));
    clearTimeout(measuring);
    observer.phase('draining');
    return { load, cluster: await cluster.drain(scenario.timeoutMs + AFTER_DEADLINE_MS.account) };
  } finally {
    clearTimeout(measuring);
    // If the cluster fails, its load must stop before the next trial.
    over.abort();
    await cluster.stop();
  }
}

/** Rejects as soon as the cluster fails or cannot be reached. */
export async function drivenLoad(
  trial: Trial,
  cluster: ClusterProcess,
  listener: LoadListener | undefined,
  signal: AbortSignal,
): Promise<LoadResult> {
  try {
    return await Promise.race([driveLoad(trial, cluster, listener, signal), cluster.whenFailed()]);
  } catch (error) {
    if (signal.aborted || error instanceof ClusterFailure) throw error;
    throw new ClusterFailure('cluster', error instanceof Error ? error.message : String(error));
  }
}

function driveLoad(
  trial: Trial,
  cluster: ClusterProcess,
  listener: LoadListener | undefined,
  signal: AbortSignal,
): Promise<LoadResult> {
  setV8Flags('compileSoon');
  const { scenario, seed } = trial;
  const { load } = scenario;
  const onProgress = listener && ((progress: LoadProgress) => listener(progress, cluster.pulse));
  const drainMs = scenario.timeoutMs + AFTER_DEADLINE_MS.client;
  const common = { url: cluster.url, drainMs, onProgress, signal };
  if (load.model === 'closed') {
    const connections = trial.connections ?? 1;
    const mixes = Array.from(
      { length: connections },
      (_, i) => new RequestMix(scenario, seed, ` of connection ${i}`),
    );
    const next = (connection: number) => (mixes[connection] as RequestMix).either(load.lightShare, 0);
    return runClosedLoop({
      ...common,
      connections,
      next,
      warmupMs: load.warmupMs,
      durationMs: load.durationMs,
    });
  }
  const connections = load.connectionsPerHttpWorker * scenario.cluster.httpWorkers;
  const connectionUse = (load.model === 'open' ? load.connectionUse : undefined) ?? 'kept alive';
  return runPlan({ ...common, connections, connectionUse, plan: drawPlan(scenario, load, seed) });
}

/** Approximate duration of a trial, for the progress display. */
export function expectedMs({ scenario }: Pick<Trial, 'scenario'>): number {
  const startAndStopMs = 2200;
  return startAndStopMs + scenario.load.warmupMs + scenario.load.durationMs;
}
