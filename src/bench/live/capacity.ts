import type { StrategyArm } from '../../catalogue/arms.ts';
import type { PacedScenario } from '../../load/plan/scenario-states.ts';
import { runLiveTrial } from './live-trial.ts';
import { nothingAnswered } from './nothing-answered.ts';
import { UNOBSERVED } from './observer.ts';

/** Lets the code be compiled and the queues fill. */
const WARMUP_MS = 1500;
const DURATION_MS = 4000;
/** Requests per job worker: one runs, the others wait. */
const REQUESTS_A_WORKER = 3;

/** Approximate duration of the measurement, for the progress display. */
export const CAPACITY_MS = WARMUP_MS + DURATION_MS + 2500;

/**
 * Heavy requests a second that the job workers serve while others always wait. A central queue keeps all workers busy, so
 * no strategy can serve more. Undefined if it was interrupted; throws ClusterFailure if no request was answered.
 */
export async function measureCapacity(
  pull: StrategyArm,
  scenario: PacedScenario,
  seed: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { faults: _, objective: __, ...healthy } = scenario;
  const connections = scenario.cluster.jobWorkers * REQUESTS_A_WORKER;
  const load = {
    model: 'closed',
    connections: [connections],
    lightShare: 0,
    warmupMs: WARMUP_MS,
    durationMs: DURATION_MS,
  } as const;
  const trial = { arm: pull, scenario: { ...healthy, load }, seed, connections };
  const { load: measured, cluster } = await runLiveTrial(trial, UNOBSERVED, signal);
  const endMs = WARMUP_MS + DURATION_MS;
  const served = measured.records.filter(
    ({ outcome, endedMs }) => outcome === 'ok' && endedMs >= WARMUP_MS && endedMs < endMs,
  );
  if (signal.aborted) return undefined;
  if (served.length === 0) throw nothingAnswered('their capacity was measured', cluster);
  return (served.length / DURATION_MS) * 1000;
}
