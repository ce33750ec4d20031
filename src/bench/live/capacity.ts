import type { StrategyArm } from '../../catalogue/arms.ts';
import type { PacedScenario } from '../../load/plan/scenario-states.ts';
import { runLiveTrial } from './live-trial.ts';

/** Compiles and fills the cluster. */
const WARMUP_MS = 1500;
const DURATION_MS = 4000;
/** One runs, the others wait behind it. */
const REQUESTS_A_WORKER = 3;

/** How long the measurement takes, about; for the time left. */
export const CAPACITY_MS = WARMUP_MS + DURATION_MS + 2500;

/**
 * Heavy requests a second that the job workers carry when there is always another waiting. A central queue keeps them all
 * busy, so no strategy can carry more. Undefined if it was broken off or none was answered.
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
  const { load: measured } = await runLiveTrial(trial, () => {}, signal);
  const endMs = WARMUP_MS + DURATION_MS;
  const served = measured.records.filter(
    ({ outcome, endedMs }) => outcome === 'ok' && endedMs >= WARMUP_MS && endedMs < endMs,
  );
  return signal.aborted || served.length === 0 ? undefined : (served.length / DURATION_MS) * 1000;
}
