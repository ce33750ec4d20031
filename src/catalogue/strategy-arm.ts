import type { ParameterSpec, ParameterSpecs } from '../contract/parameters.ts';
import { UsageError } from '../core/usage-error.ts';
import { type ArmParameters, fileOf, type StrategyArm } from './arms.ts';
import type { StrategyDescription } from './inspection-messages.ts';
import { printable, unknownName } from './names.ts';
import type { PlugIn } from './plug-in.ts';

/**
 * A strategy with its parameters, each set by a text `key=value`. `window` replaces the strategy's own, and `window=2` among
 * the texts replaces both.
 */
export function strategyArm(
  plugIn: PlugIn,
  definition: Pick<StrategyDescription, 'parameters' | 'uses' | 'window'>,
  settings: readonly string[],
  window: number | undefined,
): StrategyArm {
  const specs: ParameterSpecs = definition.parameters ?? {};
  const isWindow = (setting: string) => setting.startsWith('window=') && !Object.hasOwn(specs, 'window');
  const parameters = parseParameters(
    plugIn.label,
    specs,
    settings.filter((setting) => !isWindow(setting)),
  );
  const ownWindow = parseWindow(plugIn.label, settings.filter(isWindow));
  const chosenWindow = ownWindow ?? window ?? definition.window;
  return {
    kind: 'strategy',
    label: `${plugIn.label}${changedOf(specs, parameters)}${windowInLabel(ownWindow, definition.window)}`,
    name: plugIn.name,
    parameters,
    window: chosenWindow === Number.POSITIVE_INFINITY ? null : chosenWindow,
    uses: definition.uses,
    file: fileOf(plugIn),
  };
}

const MOST_WINDOW = 1_000_000;

/** Undefined if no text sets it. */
function parseWindow(name: string, [setting, ...more]: readonly string[]): number | undefined {
  if (setting === undefined) return undefined;
  if (more.length > 0) throw new UsageError([`${name}: window is set twice`]);
  const text = setting.slice('window='.length);
  if (text === 'none') return Number.POSITIVE_INFINITY;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= MOST_WINDOW) return value;
  throw new UsageError([
    `${name}: window must be a whole number from 1 to ${MOST_WINDOW} or none, but is ${printable(text)}`,
  ]);
}

function windowInLabel(own: number | undefined, usual: number): string {
  if (own === undefined || own === usual) return '';
  return `:window=${own === Number.POSITIVE_INFINITY ? 'none' : own}`;
}

/** The parameters that differ from their defaults, as a label has them. */
export function changedOf(specs: ParameterSpecs, parameters: ArmParameters): string {
  return Object.entries(parameters)
    .filter(([key, value]) => value !== specs[key]?.default)
    .map(([key, value]) => `:${key}=${value}`)
    .join('');
}

/** A strategy as the environment of an app names it, and as the app reports it: with all its parameters. */
export function fullName({ name, parameters }: Pick<StrategyArm, 'name' | 'parameters'>): string {
  return `${name}${Object.entries(parameters)
    .map(([key, value]) => `:${key}=${value}`)
    .join('')}`;
}

/** Each setting is a text `key=value`. Throws UsageError with all mistakes. */
export function parseParameters(
  name: string,
  specs: ParameterSpecs,
  settings: readonly string[],
): ArmParameters {
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
