import { marked } from './own-message.ts';
import { moved, pack, unpack } from './packed.ts';
import { COMPILED_ROOT } from './roots.ts';
import { StuckWatch } from './stuck-watch.ts';
import type { Answer, Request } from './task-process.ts';

/** Thrown by a task if the code of its owner failed. */
export class TaskFailure extends Error {
  override readonly name = 'TaskFailure';
}

/**
 * The other side of `TaskProcess`. It answers each task and ends with its parent. A task that runs users' code must beat every
 * few seconds; a task that runs only our code is trusted. `shared` is the pool's input for all tasks. An error that code throws
 * outside its task is a failure too.
 */
export function serveTasks<Task, Result, Shared = undefined>(
  run: (task: Task, watch: StuckWatch, shared: Shared) => Promise<Result>,
  stuckLimitMs?: number,
): void {
  process.on('disconnect', () => process.exit(0));
  process.on('SIGINT', () => {});
  const watch = new StuckWatch(stuckLimitMs);
  let isFar = false;
  const answer = (given: Answer<Result>, then: () => void = () => {}) =>
    process.send?.(marked(isFar ? pack(given) : given), then);
  process.on('uncaughtException', (error) =>
    answer({ failure: `threw outside its callbacks: ${messageOf(error)}` }, () => process.exit(1)),
  );
  let shared: object | undefined;
  process.on('message', async (raw: Request<Task>) => {
    const far = unpack(raw) as FarRequest<Task> | undefined;
    isFar = far !== undefined;
    const request = far ?? raw;
    if ('shared' in request) {
      shared = request.shared;
      return;
    }
    try {
      answer({
        result: await run(
          far === undefined ? request.task : hereOf(request.task, far),
          watch,
          shared as Shared,
        ),
      });
    } catch (error) {
      answer(error instanceof TaskFailure ? { failure: messageOf(error) } : { error: messageOf(error) });
    }
  });
}

/** From another machine, where the compiled code is in another folder. */
type FarRequest<Task> = Request<Task> & { readonly root: string };

function hereOf<Task>(task: Task, { root }: FarRequest<Task>): Task {
  return moved(task, root, COMPILED_ROOT.href);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
