import type { ParameterSpecs, ParameterValues } from '../contract/parameters.ts';
import type { Cluster, StrategyDefinition, StrategyFacts } from '../contract/strategy.ts';

/** All that there is to say of a strategy. */
export type StrategyDescription = Omit<StrategyDefinition, 'create'>;

/** What the definition says, and else what the helper says that makes it. */
export function descriptionOf(definition: StrategyDefinition): StrategyDescription {
  const { create: _, ...said } = definition;
  return { ...factsOfMade(definition), ...said };
}

/** None where making it fails: whoever runs it is told. */
function factsOfMade(definition: StrategyDefinition): StrategyFacts {
  const defaults = Object.entries(definition.parameters ?? {}).map(([name, spec]) => [name, spec.default]);
  try {
    const parameters = Object.fromEntries(defaults) as ParameterValues<ParameterSpecs>;
    return definition.create(BEFORE_ALL, parameters).facts ?? {};
  } catch {
    return {};
  }
}

/** A cluster as a strategy meets it when it is made: nobody is there yet. */
const BEFORE_ALL: Cluster = {
  workers: [],
  heldJobs: 0,
  workerAt(index) {
    throw new Error(`there is no worker ${index}`);
  },
  assign() {},
  reject() {},
  probe() {},
  wakeAfter() {},
  now: () => 0,
  random: () => 0,
};
