import type { RemoteRun, RunTask, Task } from '../../remote.ts';

type Answer = (error: unknown, run?: RemoteRun) => void;

/** worker-farm loads its module with `require`, which cannot wait for one. */
const ready: Promise<RunTask> = import('../../task-runner.ts').then(({ poolTaskRunner }) => poolTaskRunner());

module.exports = (task: Task, answer: Answer): void => {
  ready.then((run) => run(task)).then((run) => answer(null, run), answer);
};
