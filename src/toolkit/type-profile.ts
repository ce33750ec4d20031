import type { Job, Outcome } from '../contract/job.ts';
import { toldItsLength } from './type-means.ts';

/** The demand of one type. */
export interface TypeDemand {
  readonly type: string;
  readonly meanMs: number;
  /** Its share of all work, 0 to 1. */
  readonly share: number;
}

/** Counts the work of each type. */
export class TypeProfile {
  readonly #types = new Map<string, { readonly jobs: number; readonly workMs: number }>();
  /** Jobs since the start or the last `age`. */
  jobs = 0;

  add(job: Job, outcome: Outcome): void {
    if (!toldItsLength(job, outcome)) return;
    const type = this.#types.get(job.type) ?? { jobs: 0, workMs: 0 };
    this.#types.set(job.type, { jobs: type.jobs + 1, workMs: type.workMs + job.serviceMs });
    this.jobs++;
  }

  /** Halves the weight of everything counted so far; forgets a type with less than one job left. */
  age(): void {
    this.jobs = 0;
    for (const [type, { jobs, workMs }] of this.#types) {
      if (jobs < 1) this.#types.delete(type);
      else this.#types.set(type, { jobs: jobs / 2, workMs: workMs / 2 });
    }
  }

  /** Shortest mean first. */
  demands(): TypeDemand[] {
    const types = [...this.#types];
    const totalMs = types.reduce((sum, [, { workMs }]) => sum + workMs, 0);
    return types
      .map(([type, { jobs, workMs }]) => ({
        type,
        meanMs: workMs / jobs,
        share: totalMs > 0 ? workMs / totalMs : 1 / types.length,
      }))
      .sort((a, b) => a.meanMs - b.meanMs);
  }
}
