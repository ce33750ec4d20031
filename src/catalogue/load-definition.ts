import type { StrategyDefinition } from '../contract/strategy.ts';

/**
 * For processes that run a strategy. It was checked when it was chosen: once more would cost a tenth of a second of every
 * start. From here on stacks name lines of the sources that are loaded.
 */
export async function loadDefinition(module: string): Promise<StrategyDefinition> {
  process.setSourceMapsEnabled(true);
  return (await import(module)).default;
}
