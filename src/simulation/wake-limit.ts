import { StrategyFailure } from '../core/scheduling/strategy-failure.ts';

/** So often in a row a strategy may be woken at one and the same moment. */
const MOST_WAKES_AT_ONCE = 100_000;

/** Each wake may have a strategy ask for the next. If that happens without end at one moment, time never goes on. */
export class WakeLimit {
  readonly #strategyName: string;
  #wokenAtMs = 0;
  #wakesAtOnce = 0;

  constructor(strategyName: string) {
    this.#strategyName = strategyName;
  }

  /** The strategy asks to be woken. */
  count(nowMs: number): void {
    if (this.#wokenAtMs !== nowMs) this.#wakesAtOnce = 0;
    this.#wokenAtMs = nowMs;
    if (++this.#wakesAtOnce > MOST_WAKES_AT_ONCE)
      throw new StrategyFailure(
        `strategy ${this.#strategyName} asks to be woken at once, again and again, so that time stands still`,
      );
  }
}
