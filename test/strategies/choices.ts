import type { StrategyDefinition } from '../../src/contract/strategy.ts';
import { ENDLESS, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { defaultsOf, strategyWorld } from './strategy-folder.ts';

/** A world of so many workers and no window, so that every choice shows at once. */
export function worldOf(definition: StrategyDefinition, workers: number, seed: number): VirtualWorld {
  const world = strategyWorld({ name: 'tested', definition }, Infinity, seed, defaultsOf(definition));
  for (let i = 0; i < workers; i++) world.join();
  return world;
}

/** The worker that a new job without end was assigned to, by index. */
export function choose(world: VirtualWorld, type = 'a'): number {
  return world.arrive({ ...ENDLESS, type }).worker!.index;
}

/** How often each worker was chosen for the first job, over seeds from 1. */
export function firstChoices(
  seeds: number,
  prepared: (seed: number) => VirtualWorld,
): Record<number, number> {
  const counts: Record<number, number> = {};
  for (let seed = 1; seed <= seeds; seed++) {
    const index = choose(prepared(seed));
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}
