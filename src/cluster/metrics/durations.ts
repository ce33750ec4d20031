/** Upper ends of the buckets in s, inclusive: 1, 2 and 5 of each decade. Whatever is longer counts in one bucket more. */
export const BOUNDS_SECONDS: readonly number[] = [
  ...[0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5],
  ...[1, 2, 5, 10, 20, 50],
];
const BOUNDS_MS = BOUNDS_SECONDS.map((seconds) => seconds * 1000);

/** Counts of durations in fixed buckets, as JSON. */
export interface DurationCounts {
  readonly counts: readonly number[];
  readonly sumMs: number;
}

export class Durations implements DurationCounts {
  readonly counts: number[] = new Array(BOUNDS_MS.length + 1).fill(0);
  sumMs = 0;

  add(ms: number): void {
    let bucket = 0;
    while (bucket < BOUNDS_MS.length && ms > (BOUNDS_MS[bucket] as number)) bucket++;
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
    this.sumMs += ms;
  }
}
