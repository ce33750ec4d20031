import type { StrategyDefinition } from '../contract/strategy.ts';

/**
 * For processes that run a strategy. The command has already checked it; a second check would cost a tenth of a second at
 * every start. From here on stacks name lines of the sources.
 */
export async function loadDefinition(module: string): Promise<StrategyDefinition> {
  process.setSourceMapsEnabled(true);
  return (await import(module)).default;
}
