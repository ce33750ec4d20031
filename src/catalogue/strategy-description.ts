import type { ParameterSpecs, ParameterValues } from '../contract/parameters.ts';
import type { Cluster, DescribedStrategy, StrategyDefinition } from '../contract/strategy.ts';
import type { Issue, StrategyDescription } from './inspection-messages.ts';

const NO_STRATEGY = 'must return a strategy: an object with the functions jobArrived and workerFree';
const COPIED =
  'the strategy of a helper cannot be copied: instead of { ...helper, more } write extend(helper, { more })';

/** The facts of the definition, completed by those of its helper. */
export function descriptionOf(definition: StrategyDefinition): StrategyDescription {
  const { create: _, ...said } = definition;
  return { ...madeBy(definition)?.given?.facts, ...said };
}

/** Mistakes in the value that `create` returns. */
export function mistakesInMade(definition: StrategyDefinition): Issue[] {
  const made = madeBy(definition);
  if (made === undefined) return [];
  const { jobArrived, workerFree, facts } = made.given ?? {};
  // A copy of a helper's strategy has only its facts: the methods belong to its class.
  if (facts !== undefined && Object.getPrototypeOf(made.given) === Object.prototype)
    return [{ path: ['create'], message: COPIED }];
  if (typeof jobArrived !== 'function' || typeof workerFree !== 'function')
    return [{ path: ['create'], message: NO_STRATEGY }];
  const { binding } = { ...definition, ...facts };
  if (definition.binding === undefined || definition.binding === binding) return [];
  return [{ path: ['binding'], message: `must be '${binding}', like its helper, or be left out` }];
}

/** Undefined if `create` throws. A run of the strategy reports that. */
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

/** A cluster as a new strategy sees it: without workers. */
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
