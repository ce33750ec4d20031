import { serveTasks } from '../../src/bench/child-pool.ts';

/** What a child may be asked for. */
export type OddJob =
  | { readonly job: 'echo'; readonly value: number }
  | { readonly job: 'pid' }
  | { readonly job: 'throw'; readonly message: string }
  | { readonly job: 'never answer' }
  | { readonly job: 'tell the pid and compute for ever' }
  | { readonly job: 'exit' }
  | { readonly job: 'answer and exit' };

serveTasks<OddJob, number>((task) => {
  switch (task.job) {
    case 'echo':
      return Promise.resolve(task.value);
    case 'pid':
      return Promise.resolve(process.pid);
    case 'throw':
      throw new Error(task.message);
    case 'never answer':
      return new Promise(() => setInterval(() => {}, 1000));
    case 'tell the pid and compute for ever':
      process.stderr.write(`${process.pid}\n`);
      for (;;);
    case 'exit':
      // Ends the process, for a test of just that; no check is switched off.
      return process.exit(1);
    case 'answer and exit':
      // The same, once the answer has left.
      setImmediate(() => process.exit(1));
      return Promise.resolve(0);
  }
});
