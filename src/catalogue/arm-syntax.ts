import { UsageError } from '../core/usage-error.ts';
import { alternativeArm, namesAlternative } from './alternative-arm.ts';
import type { Arm, InlineArm } from './arms.ts';
import { namesIn } from './plug-in.ts';
import { knownStrategy } from './strategies.ts';
import { strategyArm } from './strategy-arm.ts';

const INLINE: InlineArm = { kind: 'inline', label: 'inline' };

/**
 * The value of `--strategy`: names with parameters (`name:key=value:key=value`), several by comma, or `all`. `window`
 * replaces the strategies' own windows.
 */
export function parseArms(texts: readonly string[], window: number | undefined): Promise<Arm[]> {
  return parsed(texts, (text) => parseArm(text, window));
}

/** The same for a live comparison in the bench's own cluster, which may have alternatives too. */
export function parseRows(texts: readonly string[], window: number | undefined): Promise<Arm[]> {
  return parsed(texts, async (text) =>
    namesAlternative(text) ? alternativeArm(text) : parseArm(text, window),
  );
}

async function parsed(texts: readonly string[], parse: (text: string) => Promise<Arm>): Promise<Arm[]> {
  const named = texts.flatMap((text) => text.split(','));
  const all = named.includes('all') ? ['inline', ...(await namesIn('strategies'))] : [];
  const wanted = named.flatMap((text) => (text === 'all' ? all : [text]));
  const mistakes: string[] = [];
  const arms = new Map<string, Arm>();
  for (const text of wanted) {
    try {
      const arm = await parse(text);
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
  if (namesAlternative(text))
    throw new UsageError([
      `${alternativeArm(text).name} is not a strategy: only a live bench of its own cluster runs it beside strategies`,
    ]);
  const [name = '', ...settings] = text.split(':');
  if (name === 'inline') {
    if (settings.length > 0) throw new UsageError(['inline has no parameters: it runs without a strategy']);
    return INLINE;
  }
  const { plugIn, definition } = await knownStrategy(name);
  return strategyArm(plugIn, definition, settings, window);
}
