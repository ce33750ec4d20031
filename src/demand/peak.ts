const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const PEAK_MINUTES = 15;

/** The busiest quarter of an hour of a day, to the minute. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
  readonly requests: number;
  /** Time of workers that its requests ask for. */
  readonly workMs: number;
}

/** Requests and their work, minute by minute. */
export class Minutes {
  readonly #minutes = new Map<number, { requests: number; workMs: number }>();

  add(startMs: number, workMs: number): void {
    const minute = Math.floor(startMs / MINUTE_MS);
    const own = this.#minutes.get(minute);
    if (own === undefined) this.#minutes.set(minute, { requests: 1, workMs });
    else {
      own.requests++;
      own.workMs += workMs;
    }
  }

  /** The busiest window of each day (UTC), the busiest day first. */
  busiest(): Window[] {
    const best = new Map<number, Window>();
    for (const from of this.#minutes.keys()) {
      const window = this.#windowFrom(from);
      const day = Math.floor(window.fromMs / DAY_MS);
      const known = best.get(day);
      if (known === undefined || window.workMs > known.workMs) best.set(day, window);
    }
    return [...best.values()].sort((a, b) => b.workMs - a.workMs);
  }

  #windowFrom(from: number): Window {
    let requests = 0;
    let workMs = 0;
    for (let minute = from; minute < from + PEAK_MINUTES; minute++) {
      const own = this.#minutes.get(minute);
      requests += own?.requests ?? 0;
      workMs += own?.workMs ?? 0;
    }
    return { fromMs: from * MINUTE_MS, toMs: (from + PEAK_MINUTES) * MINUTE_MS, requests, workMs };
  }
}

/** The first of January 1970 was a Thursday. */
const FIRST_DAY = 4;

/** Saturday or Sunday (UTC). */
export function isWeekend(ms: number): boolean {
  const day = (Math.floor(ms / DAY_MS) + FIRST_DAY) % 7;
  return day === 0 || day === 6;
}
