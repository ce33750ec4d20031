import { pathToFileURL } from 'node:url';
import type { StrategyArm } from '../catalogue/arms.ts';
import { findPlugIn, type PlugIn } from '../catalogue/plug-in.ts';
import { strategyArm } from '../catalogue/strategy-arm.ts';
import type { StrategyDefinition } from '../contract/strategy.ts';
import { UsageError } from '../core/usage-error.ts';
import { COMPILED_ROOT } from '../processes/roots.ts';
import { appPath } from './app-path.ts';

/** A strategy to run, loaded. */
export interface ChosenStrategy {
  readonly arm: StrategyArm;
  readonly definition: StrategyDefinition;
}

/** Of an app's own: `create` is all that its file would have to say. */
type AnyDefinition = StrategyDefinition<never> | StrategyDefinition;

export type StrategyChoice = string | AnyDefinition;

/** What stands in for the file of a definition that was given as such. */
const GIVEN: PlugIn = {
  folder: 'strategies',
  label: 'own',
  name: 'own',
  place: 'strategy',
  source: 'strategy',
  module: '',
  mistakes: [],
};

/**
 * A name of the catalogue, the path of a file, `name:key=value` with parameters, or a definition. Throws UsageError with all
 * that is wrong with it.
 */
export async function chosenStrategy(
  choice: StrategyChoice,
  parameters: Readonly<Record<string, number | string>>,
  window: number | undefined,
): Promise<ChosenStrategy> {
  const given = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  if (typeof choice !== 'string') {
    const definition = choice as StrategyDefinition;
    await refuseMistakes(GIVEN, definition);
    return { arm: strategyArm(GIVEN, definition, given, window), definition };
  }
  const [name = '', ...settings] = choice.split(/:(?![/\\])/);
  const plugIn = await found(name);
  const definition = await loaded(plugIn);
  if (!plugIn.module.startsWith(new URL('strategies/', COMPILED_ROOT).href))
    await refuseMistakes(plugIn, definition);
  return { arm: strategyArm(plugIn, definition, [...settings, ...given], window), definition };
}

function found(name: string): Promise<PlugIn> {
  if (!/[/\\]|\.[cm]?[jt]s$/.test(name)) return findPlugIn('strategies', name);
  const source = appPath('strategy', name);
  return Promise.resolve({
    folder: 'strategies',
    label: name.replace(/^.*[/\\]/, ''),
    name: source,
    place: name,
    source,
    module: pathToFileURL(source).href,
    mistakes: [],
  });
}

async function loaded({ module, place }: PlugIn): Promise<StrategyDefinition> {
  try {
    return (await import(module)).default;
  } catch (error) {
    throw new UsageError([`${place}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/** What checks it is loaded only for strategies that are not from here. */
async function refuseMistakes({ place }: PlugIn, definition: StrategyDefinition): Promise<void> {
  const [{ strategySchema }, { mistakesInMade }] = await Promise.all([
    import('../catalogue/strategy-schema.ts'),
    import('../catalogue/strategy-description.ts'),
  ]);
  const issues = strategySchema.safeParse(definition).error?.issues ?? mistakesInMade(definition);
  if (issues.length > 0)
    throw new UsageError(
      issues.map(({ path, message }) => `${place}: ${[...path.map(String), message].join(': ')}`),
    );
}
