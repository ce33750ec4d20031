import type { Job } from '../../src/contract/job.ts';

/** A job as a strategy sees it, that a test may close. */
export interface TestJob extends Job {
  open: boolean;
}

export function jobOf(id: number, { type = 'a', sizeMs = 10, serviceMs = -1 }: Partial<Job> = {}): TestJob {
  return {
    id,
    type,
    sizeMs,
    estimateMs: sizeMs,
    serviceMs,
    arrivalMs: id,
    attempt: 1,
    open: true,
    deadlineMs: Infinity,
    key: '',
  };
}
