import type { Measures } from './measures.ts';

/**
 * Events after the span before a run is broken off: so many times those within it, and a number that lets rare long jobs
 * end however short the span. Counted in events, for only they are free of any unit of time.
 */
const PER_EVENT_WITHIN = 2;
const AT_LEAST = 1_000_000;
const PER_WORKER = 100;

/** Whether a run goes on: to the end of its span, then until every measured job is over, but not for ever. */
export class Patience {
  readonly #measures: Measures;
  #left: number;

  constructor(measures: Measures, workers: number) {
    this.#measures = measures;
    this.#left = AT_LEAST + PER_WORKER * workers;
  }

  /** Asked before each event. */
  lasts(nowMs: number): boolean {
    if (nowMs < this.#measures.span.endMs) {
      this.#left += PER_EVENT_WITHIN;
      return true;
    }
    return this.#measures.open > 0 && this.#left-- > 0;
  }
}
