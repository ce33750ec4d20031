import { createHistogram } from 'node:perf_hooks';
import { monotonicMs } from '../../processes/clock.ts';
import type { DispatchAccount } from '../account.ts';

/** Of how many events one is timed, as that costs a tenth of a short event. Odd, so that requests and replies that alternate both are. */
const MEASURED_EVERY = 15;

/** How long the primary takes to decide. */
export class DecisionTimes {
  readonly #ns = createHistogram();
  #events = 0;

  /** `startMs`: when the event that ends now began. */
  ended(startMs: number): void {
    if (++this.#events % MEASURED_EVERY !== 0) return;
    this.#ns.record(Math.max(1, Math.round((monotonicMs() - startMs) * 1e6)));
  }

  account(): DispatchAccount['decisionNs'] {
    const ns = this.#ns;
    if (ns.count === 0) return null;
    return {
      count: ns.count,
      mean: Math.round(ns.mean),
      p50: ns.percentile(50),
      p99: ns.percentile(99),
    };
  }
}
