import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { classNamesOf } from '../../load/traffic/draw-requests.ts';

/** The types of heavy requests, or the classes of those to a server of the user's. */
export function typesOf({ types, app }: MeasuredScenario): readonly string[] {
  return app === undefined ? Object.keys(types) : classNamesOf(app.traffic);
}

/** Every class that a run tells of, of whatever server. */
export function classesIn(scenario: MeasuredScenario): readonly string[] {
  return [...(scenario.app === undefined ? ['light', 'heavy'] : ['all']), ...typesOf(scenario)];
}
