import { scenarioSchema } from '../catalogue/scenario-schema.ts';
import { type KnownScenario, knownScenario } from '../catalogue/scenarios.ts';
import { refuse } from '../core/usage-error.ts';
import { asWritten } from '../load/plan/recorded.ts';
import type { PacedScenario } from '../load/plan/scenario-states.ts';
import { scaleTime } from '../load/plan/time-scale.ts';

/** The scenario of this name or path, at this time scale or else its default. All its limits must hold at that scale. */
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
  return { ...known, scenario };
}
