import { runInChildren } from '../../src/bench/child-pool.ts';
import type { OddJob } from './odd-jobs-child.ts';

/** A program whose child computes for ever, and that waits to be killed. */
await runInChildren<OddJob, number>(
  new URL('./odd-jobs-child.js', import.meta.url),
  [{ job: 'tell the pid and compute for ever' }],
  1,
  () => {},
  new AbortController().signal,
);
