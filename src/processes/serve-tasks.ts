import { endWithParent } from './end-with-parent.ts';
import { StuckWatch } from './stuck-watch.ts';
import type { Answer, Request } from './task-process.ts';

/** Thrown by a task: what it ran for somebody else failed. */
export class TaskFailure extends Error {
  override readonly name = 'TaskFailure';
}

/**
 * The other side of `TaskProcess`: answers each task that comes, and ends with its parent. A task that runs the code of others
 * beats every few seconds, one that runs ours alone is trusted. `shared` is what the pool has for all of them. What code throws outside its task is a failure too.
 */
export function serveTasks<Task, Result, Shared = undefined>(
  run: (task: Task, watch: StuckWatch, shared: Shared) => Promise<Result>,
  stuckLimitMs?: number,
): void {
  process.on('disconnect', () => process.exit(0));
  endWithParent();
  process.on('SIGINT', () => {});
  const watch = new StuckWatch(stuckLimitMs);
  const answer = (given: Answer<Result>, then: () => void = () => {}) => process.send?.(given, then);
  process.on('uncaughtException', (error) =>
    answer({ failure: `threw outside its callbacks: ${messageOf(error)}` }, () => process.exit(1)),
  );
  let shared: object | undefined;
  process.on('message', async (request: Request<Task>) => {
    if ('shared' in request) {
      shared = request.shared;
      return;
    }
    try {
      answer({ result: await run(request.task, watch, shared as Shared) });
    } catch (error) {
      answer(error instanceof TaskFailure ? { failure: messageOf(error) } : { error: messageOf(error) });
    }
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
