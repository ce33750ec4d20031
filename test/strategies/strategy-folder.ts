import { readdir } from 'node:fs/promises';
import type { ParameterSpec, ParameterSpecs, ParameterValues } from '../../src/contract/parameters.ts';
import type { StrategyDefinition } from '../../src/contract/strategy.ts';
import { VirtualWorld, type WorldSettings } from '../core/scheduling/virtual-world.ts';

export interface StrategyFile {
  readonly name: string;
  readonly definition: StrategyDefinition;
}

type Values = ParameterValues<ParameterSpecs>;

const FOLDER = new URL('../../strategies/', import.meta.url);

/** Every strategy there is, by the name of its file. */
export async function readStrategies(): Promise<StrategyFile[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.js')).sort();
  return Promise.all(
    files.map(async (file) => {
      const module: { default: StrategyDefinition } = await import(new URL(file, FOLDER).href);
      return { name: file.slice(0, -'.js'.length), definition: module.default };
    }),
  );
}

export function defaultsOf(definition: StrategyDefinition): Values {
  return Object.fromEntries(
    Object.entries(definition.parameters ?? {}).map(([name, spec]) => [name, spec.default]),
  ) as Values;
}

/** The defaults with one parameter at an end of its range, or at another of its choices: each such case once. */
export function extremesOf(definition: StrategyDefinition): Values[] {
  return Object.entries(definition.parameters ?? {}).flatMap(([name, spec]) =>
    extremeValues(spec).map((value) => ({ ...defaultsOf(definition), [name]: value }) as Values),
  );
}

function extremeValues(spec: ParameterSpec): readonly (number | string)[] {
  return spec.kind === 'choice' ? spec.choices : [spec.min, spec.max];
}

export function settingsOf(
  { name, definition }: StrategyFile,
  window: number,
  parameters: Values,
): Omit<WorldSettings, 'seed'> {
  return {
    strategyName: name,
    uses: definition.uses,
    create: (cluster) => definition.create(cluster, parameters),
    window,
    queueLimit: 50,
  };
}

export function strategyWorld(
  strategy: StrategyFile,
  window: number,
  seed: number,
  parameters: Values,
): VirtualWorld {
  return new VirtualWorld({ ...settingsOf(strategy, window, parameters), seed });
}
