import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { PIPE_FD } from '../../../cluster/control.ts';
import { Pipe } from '../../../cluster/links/pipe.ts';
import { fail } from './failure.ts';
import type { LoopResult } from './plan.ts';

const STDIO: ('inherit' | 'ipc' | 'ignore' | 'pipe')[] = [
  'inherit',
  'inherit',
  'inherit',
  'ipc',
  'ignore',
  'pipe',
];

/** Forks a worker that runs this module. Resolves when the worker listens. */
export async function forkRole(moduleUrl: string, role: string, argument: unknown): Promise<Worker> {
  const exec = fileURLToPath(new URL(`./${role}.js`, moduleUrl));
  cluster.setupPrimary({ exec, args: [JSON.stringify(argument)], stdio: STDIO });
  const worker = cluster.fork();
  worker.once('exit', (code, signal) => {
    throw new Error(`${exec} ended early (${signal ?? `exit code ${code}`})`);
  });
  await once(worker, 'message');
  return worker;
}

/** What the cluster itself sends through. */
export function pipeTo({ process: child }: Worker): Pipe {
  return new Pipe(child.stdio.at(PIPE_FD) as Socket, fail);
}

/** In a worker: the arguments of `forkRole`. */
export function roleArgument(): unknown {
  return JSON.parse(process.argv[2] ?? 'null');
}

export const workerId = cluster.worker?.id ?? 0;

/** `process.send`, which only a forked process has. */
export const sendToPrimary: NonNullable<typeof process.send> = process.send?.bind(process) ?? notForked;

function notForked(): never {
  throw new Error('this module must be forked');
}

/** In a worker: a failed message to the primary counts as the end of the channel. */
function endWithPrimary(): void {
  process.once('disconnect', () => process.exit());
  process.once('error', () => process.exit());
}

/** In a worker: listens to the primary and reports that it is ready. Ends with the primary. */
export function listen(hear: (message: unknown) => void): void {
  endWithPrimary();
  process.on('message', hear);
  sendToPrimary('ready');
}

/** Like `listen`, but the first message is only the start signal. */
export function listenFromStart(start: () => void, hear: (message: unknown) => void): void {
  endWithPrimary();
  process.once('message', () => {
    process.on('message', hear);
    start();
  });
  sendToPrimary('ready');
}

/** The last message of a worker that ran the closed loop. */
export function report(answers: number, strays: number, elapsedMs: number): void {
  const result: LoopResult = { answers, strays, elapsedMs };
  sendToPrimary(result);
}
