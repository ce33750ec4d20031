import { UsageError } from '../core/usage-error.ts';
import type { Arm, InlineArm } from './arms.ts';
import { namesIn } from './plug-in.ts';
import { knownStrategy } from './strategies.ts';
import { strategyArm } from './strategy-arm.ts';

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
  const { plugIn, definition } = await knownStrategy(name);
  return strategyArm(plugIn, definition, settings, window);
}
