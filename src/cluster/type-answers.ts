import type { Outcome } from '../contract/job.ts';
import { noOutcomes, type OutcomeCounts } from '../core/outcomes.ts';

/** Of one type: how many answers of each kind, and what jobs that ran took, in ms, in the order of their answers. */
export interface TypeAnswers {
  readonly outcomes: OutcomeCounts;
  readonly waitMs: number[];
  readonly serviceMs: number[];
  /** Why the first that failed did. */
  failure?: string;
}

/** Every answer, kept for a benchmark: it lasts minutes. */
export class AnswersKept {
  readonly byType: Record<string, TypeAnswers> = {};

  /** Times negative for a job that did not run. */
  answered(type: string, outcome: Outcome, waitMs: number, serviceMs: number, reason: string): void {
    this.byType[type] ??= { outcomes: noOutcomes(), waitMs: [], serviceMs: [] };
    const kept = this.byType[type];
    kept.outcomes[outcome]++;
    if (outcome === 'failed') kept.failure ??= reason;
    if (serviceMs < 0) return;
    kept.waitMs.push(Math.max(0, waitMs));
    kept.serviceMs.push(serviceMs);
  }
}
