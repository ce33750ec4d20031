import { localTasks } from '../../src/processes/local-tasks.ts';
import { runTasks } from '../../src/processes/task-pool.ts';
import type { OddJob } from './odd-jobs-child.ts';

/** A program whose child computes for ever, and that waits to be killed. */
await runTasks<OddJob, number>(
  { entry: new URL('./odd-jobs-child.js', import.meta.url), world: localTasks(1), ownerOf: () => undefined },
  [{ job: 'tell the pid and compute for ever', file: process.argv[2] ?? '' }],
  () => {},
  new AbortController().signal,
);
