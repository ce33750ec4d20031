import { UsageError } from '../core/usage-error.ts';
import { inspect } from './inspection.ts';
import type { StrategyDescription } from './inspection-messages.ts';
import { mistakesOf } from './mistakes-of-file.ts';
import { findPlugIn, type PlugIn } from './plug-in.ts';

/** A runnable strategy, as far as it is known without running it. */
export interface KnownStrategy {
  readonly name: string;
  readonly plugIn: PlugIn;
  readonly definition: StrategyDescription;
}

/** Loads a strategy by the name or path of its file. All mistakes of the file are reported at once. */
export async function knownStrategy(text: string): Promise<KnownStrategy> {
  const plugIn = await findPlugIn('strategies', text);
  const inspection = await inspect(plugIn);
  if (!('strategy' in inspection) || plugIn.mistakes.length > 0)
    throw new UsageError(await mistakesOf(plugIn, inspection));
  return { name: plugIn.label, plugIn, definition: inspection.strategy };
}
