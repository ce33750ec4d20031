import type { ParameterSpecs, ParameterValues } from '../contract/parameters.ts';
import type { StrategyDefinition } from '../contract/strategy.ts';
import type { Scheduling } from '../core/scheduling/scheduling.ts';
import type { StrategyArm } from './arms.ts';

export function schedulingOf(arm: StrategyArm, definition: StrategyDefinition): Scheduling {
  // The parser of the arm has checked them against the specs.
  const parameters = arm.parameters as ParameterValues<ParameterSpecs>;
  return {
    strategyName: arm.label,
    uses: arm.uses,
    create: (cluster) => definition.create(cluster, parameters),
    window: arm.window ?? Number.POSITIVE_INFINITY,
  };
}
