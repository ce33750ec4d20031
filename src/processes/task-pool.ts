import { localTasks } from './local-tasks.ts';
import { type Settled, TaskProcess } from './task-process.ts';
import type { TaskWorld } from './task-world.ts';

export interface Pool<Task> {
  /** The module that serves the tasks. */
  readonly entry: URL;
  /** Processes of this machine, one for each core, if absent. */
  readonly world?: TaskWorld | undefined;
  /** Input shared by all tasks, sent once to each process. */
  readonly shared?: object;
  /**
   * The owner of the code that a task runs, such as `strategy mine`; undefined for our own code. After the first failure of an
   * owner, its other tasks are not started, because they would fail the same way.
   */
  readonly ownerOf: (task: Task) => string | undefined;
}

/**
 * Runs tasks in processes. Each process takes the next task when it is done. Outcomes are in the order of the tasks. An error
 * in our own code ends everything, as does an abort.
 */
export async function runTasks<Task extends object, Result>(
  { entry, world = localTasks(), shared, ownerOf }: Pool<Task>,
  tasks: readonly Task[],
  onDone: (done: number) => void,
  signal: AbortSignal,
): Promise<Settled<Result>[]> {
  const settled: Settled<Result>[] = new Array(tasks.length);
  const failures = new Map<string, Settled<Result>>();
  const site = await world.open(entry);
  const running: TaskProcess<Task, Result>[] = [];
  let taken = 0;
  let done = 0;

  async function work(): Promise<void> {
    const own = new TaskProcess<Task, Result>(site, shared);
    running.push(own);
    while (taken < tasks.length && !signal.aborted) {
      const index = taken++;
      const task = tasks[index] as Task;
      const owner = ownerOf(task);
      const failed = owner === undefined ? undefined : failures.get(owner);
      const outcome = failed ?? (await attempt(own, task, owner));
      if ('failure' in outcome && owner !== undefined) failures.set(owner, outcome);
      settled[index] = outcome;
      onDone(++done);
    }
    // Another task may wait for its place.
    own.end();
  }

  const end = () => {
    for (const one of running) one.end();
  };
  signal.addEventListener('abort', end);
  try {
    await Promise.all(Array.from({ length: Math.min(site.processes, tasks.length) }, work));
    signal.throwIfAborted();
    return settled;
  } finally {
    signal.removeEventListener('abort', end);
    end();
    await site.close();
  }
}

/** Repeats a failed task in a fresh process, because earlier tasks may have caused the failure. */
async function attempt<Task extends object, Result>(
  process: TaskProcess<Task, Result>,
  task: Task,
  owner: string | undefined,
): Promise<Settled<Result>> {
  const isFresh = process.isFresh;
  const first = await process.ask(task, owner);
  if ('result' in first) return first;
  process.restart();
  const outcome = isFresh ? first : await process.ask(task, owner);
  process.restart();
  return outcome;
}

/** Outcomes of tasks that run only our code, which cannot have failures. */
export function resultOf<Result>(settled: Settled<Result>): Result {
  if ('failure' in settled) throw new Error(settled.failure);
  return settled.result;
}
