import type { ParameterSpecs, ParameterValues } from '../contract/parameters.ts';
import type { Cluster, Knowledge, Strategy, StrategyDefinition } from '../contract/strategy.ts';
import type { StrategyArm } from './arms.ts';

/** A strategy with its parameters filled in: what a dispatcher needs of it. */
export interface Scheduling {
  readonly strategyName: string;
  readonly uses: readonly Knowledge[];
  readonly create: (cluster: Cluster) => Strategy;
  readonly window: number;
}

export function schedulingOf(arm: StrategyArm, definition: StrategyDefinition): Scheduling {
  // Checked against the specs when the arm was parsed.
  const parameters = arm.parameters as ParameterValues<ParameterSpecs>;
  return {
    strategyName: arm.label,
    uses: arm.uses,
    create: (cluster) => definition.create(cluster, parameters),
    window: arm.window ?? Number.POSITIVE_INFINITY,
  };
}
