import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endWithParent } from '../processes/end-with-parent.ts';
import { simulationFlags } from '../processes/simulation-flags.ts';

type Answer<Result> = { readonly result: Result } | { readonly error: string };

/**
 * Runs simulations in forked processes, each taking the next task when it is done with one. The results are in the order of
 * the tasks. A task that throws ends the whole, as does an abort.
 */
export async function runInChildren<Task extends object, Result>(
  entry: URL,
  tasks: readonly Task[],
  processes: number,
  onDone: (done: number) => void,
  signal: AbortSignal,
): Promise<Result[]> {
  const results: Result[] = new Array(tasks.length);
  const children: ChildProcess[] = [];
  let taken = 0;
  let done = 0;

  async function work(): Promise<void> {
    const child = fork(fileURLToPath(entry), {
      execArgv: [...process.execArgv, ...simulationFlags()],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(child);
    const ended = endOf(child);
    while (taken < tasks.length && !signal.aborted) {
      const index = taken++;
      results[index] = await Promise.race([ask<Task, Result>(child, tasks[index] as Task), ended]);
      onDone(++done);
    }
  }

  const end = () => {
    for (const child of children) child.kill('SIGKILL');
  };
  signal.addEventListener('abort', end);
  try {
    await Promise.all(Array.from({ length: Math.min(processes, tasks.length) }, work));
    signal.throwIfAborted();
    return results;
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

/** Rejects when the process is gone, or never came to be; nobody has to listen. */
function endOf(child: ChildProcess): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', () => reject(new Error('a process of the run ended before its task did')));
    child.on('error', reject);
  });
  ended.catch(() => {});
  return ended;
}

function ask<Task extends object, Result>(child: ChildProcess, task: Task): Promise<Result> {
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => {
      const given = answer as Answer<Result>;
      if ('error' in given) reject(new Error(given.error));
      else resolve(given.result);
    });
    // That it could not be sent is no news of its own: the process is gone, and its end says so.
    child.send(task, () => {});
  });
}

/** The other side: answers each task that comes, and ends with its parent. */
export function serveTasks<Task, Result>(run: (task: Task) => Promise<Result>): void {
  process.on('disconnect', () => process.exit(0));
  endWithParent();
  process.on('SIGINT', () => {});
  process.on('message', async (task) => {
    let answer: Answer<Result>;
    try {
      answer = { result: await run(task as Task) };
    } catch (error) {
      answer = { error: error instanceof Error ? error.message : String(error) };
    }
    process.send?.(answer);
  });
}
