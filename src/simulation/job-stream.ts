import type { JobDemand } from '../core/scheduling/job-record.ts';

/** What the jobs of one type have in common, and the number the measures know the type by. */
export interface SimulatedType extends JobDemand {
  readonly typeIndex: number;
}

/**
 * Jobs in order of arrival, one at a time: a cursor, so that millions of jobs need no memory. After the last one `atMs`
 * is Infinity.
 */
export interface JobStream {
  readonly atMs: number;
  readonly type: SimulatedType;
  readonly sizeMs: number;
  advance(): void;
}
