import type { Outcome } from '../contract/job.ts';
import { noOutcomes, type OutcomeCounts } from '../core/outcomes.ts';

/**
 * Of one type: how many answers of each kind, and of jobs that ran when they arrived, where that is known, and what they took,
 * in ms, in the order of their answers.
 */
export interface TypeAnswers {
  readonly outcomes: OutcomeCounts;
  readonly atMs: number[];
  readonly waitMs: number[];
  readonly serviceMs: number[];
  /** Why the first that failed did. */
  failure?: string;
}

/** In ms. `atMs`: when it arrived at the primary, on the machine's monotonic clock. */
interface Ran {
  readonly atMs?: number;
  readonly waitMs: number;
  readonly serviceMs: number;
}

/** Every answer, kept for a benchmark: it lasts minutes. */
export class AnswersKept {
  readonly byType: Record<string, TypeAnswers> = {};

  /** `ran` is undefined for a job that did not. */
  answered(type: string, outcome: Outcome, reason: string, ran: Ran | undefined): void {
    this.byType[type] ??= { outcomes: noOutcomes(), atMs: [], waitMs: [], serviceMs: [] };
    const kept = this.byType[type];
    kept.outcomes[outcome]++;
    if (outcome === 'failed') kept.failure ??= reason;
    if (ran === undefined) return;
    if (ran.atMs !== undefined) kept.atMs.push(ran.atMs);
    kept.waitMs.push(Math.max(0, ran.waitMs));
    kept.serviceMs.push(ran.serviceMs);
  }
}
