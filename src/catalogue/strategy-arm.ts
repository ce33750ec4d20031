import type { ParameterSpec, ParameterSpecs } from '../contract/parameters.ts';
import { UsageError } from '../core/usage-error.ts';
import { type ArmParameters, fileOf, type StrategyArm } from './arms.ts';
import type { StrategyDescription } from './inspection-messages.ts';
import { printable, unknownName } from './names.ts';
import type { PlugIn } from './plug-in.ts';

/** A strategy with its parameters, each set by a text `key=value`. `window` replaces the strategy's own. */
export function strategyArm(
  plugIn: PlugIn,
  definition: Pick<StrategyDescription, 'parameters' | 'uses' | 'window'>,
  settings: readonly string[],
  window: number | undefined,
): StrategyArm {
  const specs: ParameterSpecs = definition.parameters ?? {};
  const parameters = parseParameters(plugIn.label, specs, settings);
  const chosenWindow = window ?? definition.window;
  const changed = Object.entries(parameters)
    .filter(([key, value]) => value !== specs[key]?.default)
    .map(([key, value]) => `:${key}=${value}`);
  return {
    kind: 'strategy',
    label: `${plugIn.label}${changed.join('')}`,
    name: plugIn.name,
    parameters,
    window: chosenWindow === Number.POSITIVE_INFINITY ? null : chosenWindow,
    uses: definition.uses,
    file: fileOf(plugIn),
  };
}

/** A strategy as the environment of an app names it, and as the app reports it: with all its parameters. */
export function fullName({ name, parameters }: Pick<StrategyArm, 'name' | 'parameters'>): string {
  return `${name}${Object.entries(parameters)
    .map(([key, value]) => `:${key}=${value}`)
    .join('')}`;
}

function parseParameters(name: string, specs: ParameterSpecs, settings: readonly string[]): ArmParameters {
  const values = new Map(Object.entries(specs).map(([key, spec]) => [key, spec.default as number | string]));
  const set = new Set<string>();
  const mistakes: string[] = [];
  for (const setting of settings) {
    const [key = '', ...rest] = setting.split('=');
    const spec = Object.hasOwn(specs, key) ? specs[key] : undefined;
    const value = rest.join('=');
    if (spec === undefined) {
      mistakes.push(
        values.size === 0
          ? `${name} has no parameters, but ${printable(setting)} sets one`
          : unknownName(`parameter of ${name}`, key, [...values.keys()]),
      );
      continue;
    }
    const parsed = parseValue(spec, value);
    if (set.has(key)) mistakes.push(`${name}: ${key} is set twice`);
    set.add(key);
    if (parsed === undefined)
      mistakes.push(`${name}: ${key} must be ${expectation(spec)}, but is ${printable(value)}`);
    else values.set(key, parsed);
  }
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return Object.fromEntries(values);
}

function parseValue(spec: ParameterSpec, text: string): number | string | undefined {
  if (spec.kind === 'choice') return spec.choices.includes(text) ? text : undefined;
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  if (value < spec.min || value > spec.max) return undefined;
  return spec.kind === 'integer' && !Number.isInteger(value) ? undefined : value;
}

function expectation(spec: ParameterSpec): string {
  if (spec.kind === 'choice') return `one of ${spec.choices.join(', ')}`;
  return `${spec.kind === 'integer' ? 'a whole number' : 'a number'} from ${spec.min} to ${spec.max}`;
}
