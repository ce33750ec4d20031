import { Dispatcher } from '../../core/scheduling/dispatcher.ts';
import type { Scheduling } from '../../core/scheduling/scheduling.ts';
import { GaveUp, type MakeDispatcher } from './faulty-primary.ts';
import { BrokenPromise } from './promises.ts';
import { World, type WorldReport } from './world.ts';

export type SeedResult =
  | { readonly kind: 'kept'; readonly seed: number; readonly strategy: string; readonly report: WorldReport }
  /** Workers died at their start too often: the cluster ended, as it should. */
  | { readonly kind: 'gave up'; readonly seed: number; readonly strategy: string }
  | { readonly kind: 'broken'; readonly seed: number; readonly strategy: string; readonly promise: string };

/** One world that begins under the first strategy, and changes among all of them if it changes any. */
export function runSeed(
  seed: number,
  strategies: readonly [Scheduling, ...Scheduling[]],
  make: MakeDispatcher = (settings, host, nowMs) => new Dispatcher(settings, host, nowMs),
): SeedResult {
  const strategy = strategies[0].strategyName;
  try {
    return { kind: 'kept', seed, strategy, report: new World(seed, strategies, make).run() };
  } catch (error) {
    if (error instanceof GaveUp) return { kind: 'gave up', seed, strategy };
    // What breaks within a turn of the strategy is blamed on it first.
    const cause = error instanceof Error && error.cause instanceof BrokenPromise ? error.cause : error;
    return {
      kind: 'broken',
      seed,
      strategy,
      promise: cause instanceof Error ? cause.message : String(cause),
    };
  }
}
