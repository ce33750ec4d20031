import type { Outcome } from '../contract/job.ts';

export const OUTCOMES: readonly Outcome[] = ['ok', 'failed', 'timedOut', 'cancelled', 'rejected'];

/** Jobs, or requests, by how they ended. */
export type OutcomeCounts = Record<Outcome, number>;

export function noOutcomes(): OutcomeCounts {
  return { ok: 0, failed: 0, timedOut: 0, cancelled: 0, rejected: 0 };
}
