import { writeFileSync } from 'node:fs';
import { serveTasks, TaskFailure } from '../../src/processes/serve-tasks.ts';

/** What a child may be asked for, on behalf of whom. */
export type OddJob = { readonly owner?: string } & (
  | { readonly job: 'echo'; readonly value: number }
  | { readonly job: 'send something else, then echo'; readonly value: number }
  | { readonly job: 'tell what all share' }
  | { readonly job: 'pid' }
  | { readonly job: 'throw'; readonly message: string }
  | { readonly job: 'fail'; readonly message: string }
  | { readonly job: 'throw later' }
  | { readonly job: 'answer, and be stuck then' }
  | { readonly job: 'never answer' }
  | { readonly job: 'never return' }
  | { readonly job: 'tell the pid and compute for ever'; readonly file: string }
  | { readonly job: 'exit' }
  | { readonly job: 'use all memory' }
  | { readonly job: 'answer and exit' }
);

/** As a loop without end does, but without its processor time. */
function blockForEver(): never {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('nothing wakes it');
}

/** Shorter than usual, for the sake of the tests. */
const STUCK_LIMIT_MS = 1000;

serveTasks<OddJob, number, { readonly value: number } | undefined>(async (task, watch, shared) => {
  switch (task.job) {
    case 'echo':
      return task.value;
    case 'send something else, then echo':
      process.send?.({ result: -1 });
      return task.value;
    case 'tell what all share':
      return shared?.value ?? Number.NaN;
    case 'pid':
      return process.pid;
    case 'throw':
      throw new Error(task.message);
    case 'fail':
      throw new TaskFailure(task.message);
    case 'throw later':
      setTimeout(() => {
        throw new Error('too late');
      });
      return new Promise(() => {});
    case 'answer, and be stuck then':
      setTimeout(blockForEver);
      return 0;
    case 'never answer':
      return new Promise(() => setInterval(() => {}, 1000));
    case 'never return':
      return blockForEver();
    case 'tell the pid and compute for ever':
      return watch.trust(async () => {
        writeFileSync(task.file, String(process.pid));
        for (;;);
      });
    case 'exit':
      // Ends the process, for a test of just that; no check is switched off.
      return process.exit(3);
    case 'use all memory': {
      const hoard: number[][] = [];
      for (;;) hoard.push(new Array(1_000_000).fill(hoard.length));
    }
    case 'answer and exit':
      // The same, once the answer has left.
      setImmediate(() => process.exit(3));
      return 0;
  }
}, STUCK_LIMIT_MS);
