import { defineJob } from '../../../../src/contract/define-job.ts';

/** Waits for its abort, or the time. */
export default defineJob(
  ({ ms }: { ms: number }, { signal }) =>
    new Promise<string>((resolve) => {
      const timer = setTimeout(() => resolve('waited'), ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve('aborted');
      });
    }),
);
