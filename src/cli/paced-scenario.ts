import { tryJobs } from '../catalogue/scenario-jobs.ts';
import { scenarioSchema } from '../catalogue/scenario-schema.ts';
import { type KnownScenario, knownScenario } from '../catalogue/scenarios.ts';
import { refuse } from '../core/usage-error.ts';
import { asWritten } from '../load/plan/recorded.ts';
import type { PacedScenario } from '../load/plan/scenario-states.ts';
import { scaleTime } from '../load/plan/time-scale.ts';

/**
 * The scenario of that name or path at the pace asked for, else at its own. What it says must be possible
 * at that pace too, and its jobs must run.
 */
export async function pacedScenario(
  text: string,
  asked: number | undefined,
): Promise<KnownScenario<PacedScenario>> {
  const known = await knownScenario(text);
  const timeScale = asked ?? known.scenario.defaultTimeScale ?? 1;
  const scenario = scaleTime(known.scenario, timeScale);
  const { issues = [] } = scenarioSchema.safeParse(asWritten(scenario)).error ?? {};
  refuse(
    issues.map(
      ({ path, message }) => `${known.name} at time scale ${timeScale}: ${path.join('.')}: ${message}`,
    ),
  );
  await tryJobs(scenario, known.plugIn);
  return { ...known, scenario };
}
