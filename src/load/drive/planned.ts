import type { PlannedRequest } from '../plan/plan.ts';
import { generateLoad, type LoadTarget, type RequestSource } from './generator.ts';
import type { LoadResult } from './load-result.ts';
import type { DueRequest } from './request-log.ts';

export interface PlannedLoad extends LoadTarget {
  /** By due time. */
  readonly plan: readonly PlannedRequest[];
}

/**
 * Open loop: each request is sent when it is due, independent of the server, by the connection that has been idle longest.
 * Without an idle connection it waits and keeps its due time.
 */
export function runPlan(load: PlannedLoad): Promise<LoadResult> {
  return generateLoad(load, new PlanSource(load.plan));
}

class PlanSource implements RequestSource {
  readonly lastDueMs: number;
  readonly #plan: readonly PlannedRequest[];
  #taken = 0;

  constructor(plan: readonly PlannedRequest[]) {
    this.#plan = plan;
    this.lastDueMs = plan.at(-1)?.atMs ?? 0;
  }

  dueMs(): Float64Array {
    return Float64Array.from(this.#plan, (request) => request.atMs);
  }

  take(nowMs: number): DueRequest | undefined {
    const next = this.#plan[this.#taken];
    if (next === undefined || next.atMs > nowMs) return undefined;
    this.#taken++;
    return due(next);
  }

  exhausted(): boolean {
    return this.#taken === this.#plan.length;
  }

  untaken(nowMs: number): DueRequest[] {
    return this.#plan
      .slice(this.#taken)
      .filter((request) => request.atMs <= nowMs)
      .map(due);
  }
}

function due(planned: PlannedRequest): DueRequest {
  return { ...planned, intendedMs: planned.atMs };
}
