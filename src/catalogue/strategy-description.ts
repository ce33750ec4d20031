import type { ParameterSpecs, ParameterValues } from '../contract/parameters.ts';
import type { Cluster, DescribedStrategy, StrategyDefinition } from '../contract/strategy.ts';
import type { Issue, StrategyDescription } from './inspection-messages.ts';

const NO_STRATEGY = 'must give a strategy: an object with the functions jobArrived and workerFree';
const COPIED =
  'what a helper makes cannot be copied: instead of { ...helper, more } write extend(helper, { more })';

/** What the definition says, and else what the helper says that makes it. */
export function descriptionOf(definition: StrategyDefinition): StrategyDescription {
  const { create: _, ...said } = definition;
  return { ...madeBy(definition)?.given?.facts, ...said };
}

/** What is wrong with what `create` gives. */
export function mistakesInMade(definition: StrategyDefinition): Issue[] {
  const made = madeBy(definition);
  if (made === undefined) return [];
  const { jobArrived, workerFree, facts } = made.given ?? {};
  // Of what a helper makes its facts alone are copied: its methods belong to its class.
  if (facts !== undefined && Object.getPrototypeOf(made.given) === Object.prototype)
    return [{ path: ['create'], message: COPIED }];
  if (typeof jobArrived !== 'function' || typeof workerFree !== 'function')
    return [{ path: ['create'], message: NO_STRATEGY }];
  const { binding } = { ...definition, ...facts };
  if (definition.binding === undefined || definition.binding === binding) return [];
  return [{ path: ['binding'], message: `must be '${binding}', as its helper binds, or be left out` }];
}

/** Undefined if `create` throws: then nothing is known of it, and whoever runs it is told. */
function madeBy(
  definition: StrategyDefinition,
): { readonly given: Partial<DescribedStrategy> | undefined } | undefined {
  const defaults = Object.entries(definition.parameters ?? {}).map(([name, spec]) => [name, spec.default]);
  const parameters = Object.fromEntries(defaults) as ParameterValues<ParameterSpecs>;
  try {
    return { given: definition.create(BEFORE_ALL, parameters) };
  } catch {
    return undefined;
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
