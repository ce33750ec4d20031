import type { RemoteRun, RunTask, Task } from '../../remote.ts';

/** jest-worker loads its module with `require`, which cannot wait for one. */
const ready: Promise<RunTask> = import('../../task-runner.ts').then(({ poolTaskRunner }) => poolTaskRunner());

exports.run = async (task: Task): Promise<RemoteRun> => (await ready)(task);
