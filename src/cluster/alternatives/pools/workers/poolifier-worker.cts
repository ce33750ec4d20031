import type { RemoteRun, RunTask, Task } from '../../remote.ts';

const { ThreadWorker } = require('poolifier') as typeof import('poolifier');

/** CommonJS, which loads at once: a task may be sent to a worker that still loads. */
const ready: Promise<RunTask> = import('../../task-runner.ts').then(({ poolTaskRunner }) => poolTaskRunner());

module.exports = new ThreadWorker<Task, RemoteRun>(async (task) => (await ready)(task as Task));
