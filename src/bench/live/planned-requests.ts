import { drawPlan, type PlannedRequest } from '../../load/plan/plan.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';

/** Number of requests of one class that a run will measure. */
export interface PlannedRequests {
  /** In the block with the fewest. */
  readonly fewest: number;
  readonly total: number;
}

/**
 * For `light`, `heavy` and each type, the requests for each strategy in the blocks from `seed` on. Undefined for a closed
 * loop, where their number depends on the answers, and for a server of the user's, whose requests are not drawn yet.
 */
export function plannedRequests(
  scenario: MeasuredScenario,
  seed: number,
  blocks: number,
): ReadonlyMap<string, PlannedRequests> | undefined {
  const { load } = scenario;
  if (load.model === 'closed' || scenario.app !== undefined) return undefined;
  const names = ['light', 'heavy', ...Object.keys(scenario.types)];
  const planned = new Map(names.map((name) => [name, { fewest: Number.POSITIVE_INFINITY, total: 0 }]));
  for (let block = 0; block < blocks; block++) {
    const counts = countsOf(drawPlan(scenario, load, seed + block));
    for (const [name, one] of planned) {
      const count = counts.get(name) ?? 0;
      one.fewest = Math.min(one.fewest, count);
      one.total += count;
    }
  }
  return planned;
}

function countsOf(plan: readonly PlannedRequest[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { class: kind, type, warmup } of plan) {
    if (warmup) continue;
    for (const name of kind === 'light' ? ['light'] : ['heavy', type])
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
