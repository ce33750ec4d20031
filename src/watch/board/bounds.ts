import { BOUNDS_SECONDS } from '../../cluster/metrics/durations.ts';

/** Of the buckets of response times on every board. */
export const BOUNDS_MS = BOUNDS_SECONDS.map((seconds) => seconds * 1000);
