import { fork } from 'node:child_process';
import { v8Flags } from '../../processes/v8-flags.ts';
import { WORKER_STDIO } from '../control.ts';
import { ProcessLink } from '../links/process-link.ts';
import type { LinkEvents, WorkerLink } from '../links/worker-link.ts';
import { isJobWorker, moduleOf, type Program } from '../nats/programs.ts';
import { TaskLink } from './task-link.ts';

/** Forks a job worker, or a process for tasks, under the number that its primary gave it. */
export function startChild(
  worker: number,
  program: Program,
  maxOldSpaceMb: number | undefined,
  events: LinkEvents,
): WorkerLink {
  if (!isJobWorker(program)) return startTasks(worker, program, events);
  const heap = maxOldSpaceMb === undefined ? [] : [`--max-old-space-size=${maxOldSpaceMb}`];
  const child = fork(moduleOf(program), {
    stdio: WORKER_STDIO,
    env: { ...process.env, CLUSTER_ROLE: 'job', CLUSTER_WORKER: String(worker) },
    execArgv: [...v8Flags('smallYoungGeneration'), ...heap],
  });
  return new ProcessLink(worker, child, events);
}

function startTasks(worker: number, program: Program, events: LinkEvents): WorkerLink {
  const child = fork(moduleOf(program), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [...v8Flags('simulation')],
  });
  return new TaskLink(worker, child, events);
}
