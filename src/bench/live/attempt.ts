import { ClusterFailure } from '../../cluster/cluster-process.ts';
import type { AppUnderTest } from '../../load/plan/app-under-test.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import type { Flag } from '../../results/trial-schema.ts';
import { appFaults, unexpectedStatuses } from '../app/app-accounts.ts';
import { runAppTrial } from '../app/app-trial.ts';
import { accountFaults, nothingMeasured } from './accounts.ts';
import type { Slot } from './layout.ts';
import { runLiveTrial, type TrialOutcome } from './live-trial.ts';
import { watchMachine } from './machine-watch.ts';
import type { TrialObserver } from './observer.ts';
import type { Predictor } from './predictor.ts';
import type { StoredTrial } from './stored-trials.ts';
import { clusterCpuMs, disturbances } from './trial-health.ts';
import { trialRecord } from './trial-record.ts';

/** The outcome of a trial. */
export type Attempted =
  | { readonly kind: 'measured'; readonly trial: StoredTrial }
  | { readonly kind: 'strategy failed'; readonly message: string }
  | { readonly kind: 'aborted' };

/** Measures a trial. A disturbed trial is repeated once if allowed, and the second attempt is always kept. */
export async function attempt(
  slot: Slot,
  scenario: MeasuredScenario,
  mayRepeat: boolean,
  predictor: Predictor,
  observer: TrialObserver,
  signal: AbortSignal,
): Promise<Attempted> {
  const measured = (repeated: boolean) => measure(slot, scenario, repeated, predictor, observer, signal);
  try {
    const first = await measured(false);
    const again = mayRepeat && !signal.aborted && mayBeMended(first.record.flags);
    const trial = again ? await measured(true) : first;
    return signal.aborted ? { kind: 'aborted' } : { kind: 'measured', trial };
  } catch (error) {
    if (signal.aborted) return { kind: 'aborted' };
    if (!(error instanceof ClusterFailure) || error.fault !== 'strategy') throw error;
    return { kind: 'strategy failed', message: error.message };
  }
}

/** Whether repeating may help. Never where counts do not add up, nor where the server gives other answers than expected. */
function mayBeMended(flags: readonly Flag[]): boolean {
  return (
    flags.some(({ code }) => code !== 'simulation-failed') &&
    flags.every(({ code }) => code !== 'accounts' && code !== 'unexpected-statuses')
  );
}

async function measure(
  slot: Slot,
  scenario: MeasuredScenario,
  repeated: boolean,
  predictor: Predictor,
  observer: TrialObserver,
  signal: AbortSignal,
): Promise<StoredTrial> {
  const trial = { ...slot, scenario };
  const startedAt = new Date().toISOString();
  const watched = await watchMachine();
  const ownBefore = process.cpuUsage();
  const { app } = scenario;
  const outcome = await (app === undefined
    ? runLiveTrial(trial, observer, signal)
    : runAppTrial(trial, app, observer, signal));
  const own = process.cpuUsage(ownBefore);
  const use = await watched();
  const foreseen = await predictor.foresee(trial, outcome, signal);
  const flags = [
    ...faultsOf(outcome, app).map((message) => ({ code: 'accounts', message })),
    ...(app === undefined ? [] : unexpectedStatuses(outcome.load.records)),
    ...nothingMeasured(outcome.load.records).map((message) => ({ code: 'nothing-measured', message })),
    ...disturbances(trial, outcome, use, (own.user + own.system) / 1000 + clusterCpuMs(outcome)),
    ...(foreseen !== undefined && 'failure' in foreseen
      ? [{ code: 'simulation-failed', message: `it could not be simulated: ${foreseen.failure}` }]
      : []),
  ];
  const prediction = foreseen && 'prediction' in foreseen ? foreseen.prediction : undefined;
  return {
    record: trialRecord(slot, scenario, outcome, prediction, {
      ...{ startedAt, repeated, flags },
      ...(observer.load && { watched: true }),
    }),
    records: outcome.load.records,
  };
}

function faultsOf({ load, cluster, app: served }: TrialOutcome, app: AppUnderTest | undefined): string[] {
  return app === undefined ? accountFaults(load.records, cluster) : appFaults(load.records, served);
}
