import { UsageError } from '../core/usage-error.ts';
import { inspect } from './inspection.ts';
import type { StrategyDescription } from './inspection-messages.ts';
import { mistakesOf } from './mistakes-of-file.ts';
import { findPlugIn, type PlugIn } from './plug-in.ts';

/** A strategy that can be run, as far as it is known without running it. */
export interface KnownStrategy {
  readonly name: string;
  readonly plugIn: PlugIn;
  readonly definition: StrategyDescription;
}

/** A strategy by the name or the path of its file. Every mistake in the file is reported at once. */
export async function knownStrategy(text: string): Promise<KnownStrategy> {
  const plugIn = await findPlugIn('strategies', text);
  const inspection = await inspect(plugIn);
  if (!('strategy' in inspection) || plugIn.mistakes.length > 0)
    throw new UsageError(await mistakesOf(plugIn, inspection));
  return { name: plugIn.label, plugIn, definition: inspection.strategy };
}
