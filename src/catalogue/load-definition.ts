import type { StrategyDefinition } from '../contract/strategy.ts';

/** For processes that run a strategy. It was checked when it was chosen: once more would cost a tenth of a second of every start. */
export async function loadDefinition(module: string): Promise<StrategyDefinition> {
  return (await import(module)).default;
}
