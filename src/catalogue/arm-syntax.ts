import type { ParameterSpec, ParameterSpecs } from '../contract/parameters.ts';
import { UsageError } from '../core/usage-error.ts';
import { type Arm, type ArmParameters, fileOf, type InlineArm } from './arms.ts';
import { printable, unknownName } from './names.ts';
import { namesIn } from './plug-in.ts';
import { type KnownStrategy, knownStrategy } from './strategies.ts';

const INLINE: InlineArm = { kind: 'inline', label: 'inline' };

/**
 * The value of `--strategy`: names with parameters (`name:key=value:key=value`), several by comma, or `all`. `window`
 * replaces the strategies' own windows.
 */
export async function parseArms(texts: readonly string[], window: number | undefined): Promise<Arm[]> {
  const named = texts.flatMap((text) => text.split(','));
  const all = named.includes('all') ? ['inline', ...(await namesIn('strategies'))] : [];
  const wanted = named.flatMap((text) => (text === 'all' ? all : [text]));
  const mistakes: string[] = [];
  const arms = new Map<string, Arm>();
  for (const text of wanted) {
    try {
      const arm = await parseArm(text, window);
      arms.set(arm.label, arm);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return [...arms.values()].sort((a, b) => Number(b.kind === 'inline') - Number(a.kind === 'inline'));
}

async function parseArm(text: string, window: number | undefined): Promise<Arm> {
  const [name = '', ...settings] = text.split(':');
  if (name === 'inline') {
    if (settings.length > 0) throw new UsageError(['inline has no parameters: it runs without a strategy']);
    return INLINE;
  }
  const strategy = await knownStrategy(name);
  const { plugIn, definition } = strategy;
  const parameters = parseParameters(strategy, settings);
  const chosenWindow = window ?? definition.window;
  const changed = Object.entries(parameters)
    .filter(([key, value]) => value !== definition.parameters?.[key]?.default)
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

function parseParameters({ name, definition }: KnownStrategy, settings: readonly string[]): ArmParameters {
  const specs: ParameterSpecs = definition.parameters ?? {};
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
