import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { STUCK_SIGNAL } from './stuck-watch.ts';
import { v8Flags } from './v8-flags.ts';

/** What became of a task. A failure is that of the code which it ran for somebody else, in one sentence that names whose. */
export type Settled<Result> = { readonly result: Result } | { readonly failure: string };

/** What the process is sent: what all its tasks share, once before the first of them, and each task. */
export type Request<Task> = { readonly shared: object } | { readonly task: Task };

/** What the process answers; an error is one of our own. */
export type Answer<Result> = Settled<Result> | { readonly error: string };

/** A process that runs tasks one after another: see `serveTasks`. It is started for the first task, and anew after its end. */
export class TaskProcess<Task extends object, Result> {
  readonly #entry: string;
  readonly #shared: object | undefined;
  #child: ChildProcess | undefined;
  #isEnding = false;

  constructor(entry: URL, shared?: object) {
    this.#entry = fileURLToPath(entry);
    this.#shared = shared;
  }

  /** True if it has not run anything yet. */
  get isFresh(): boolean {
    return this.#child === undefined;
  }

  /**
   * One task at a time. `owner` is whose code it runs, such as `strategy mine`; undefined for ours alone. Rejects when the
   * process is ended meanwhile, and for what is no fault of the owner's.
   */
  ask(task: Task, owner: string | undefined): Promise<Settled<Result>> {
    this.#child ??= this.#start();
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const fail = (what: string): void => {
        if (owner === undefined) reject(new Error(`a process of the run ${what}`));
        else resolve({ failure: what.startsWith(owner) ? what : `${owner} ${what}` });
      };
      const settled = (): void => {
        child.off('message', answered).off('exit', ended).off('error', reject);
      };
      const answered = (answer: Answer<Result>): void => {
        settled();
        if ('error' in answer) reject(new Error(answer.error));
        else if ('failure' in answer) fail(answer.failure);
        else resolve(answer);
      };
      const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
        settled();
        const ownDoing = endInWords(code, signal);
        if (this.#isEnding || ownDoing === undefined)
          reject(new Error('a process of the run was ended before its task was'));
        else fail(ownDoing);
      };
      child.on('message', answered).on('exit', ended).on('error', reject);
      // That it could not be sent is no news of its own: the process is gone, and its end says so.
      child.send({ task } satisfies Request<Task>, () => {});
    });
  }

  /** Ends the process, whatever it is doing; a new one starts with the next task. */
  restart(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill('SIGKILL');
  }

  /** For good. */
  end(): void {
    this.#isEnding = true;
    this.#child?.kill('SIGKILL');
  }

  #start(): ChildProcess {
    const child = fork(this.#entry, {
      execArgv: [...process.execArgv, ...v8Flags('simulation')],
      // Structured clone keeps Infinity; whatever the code prints must not mix with results.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('error', () => {});
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    if (this.#shared !== undefined) child.send({ shared: this.#shared } satisfies Request<Task>, () => {});
    return child;
  }
}

/** Undefined for an end that came from outside. */
function endInWords(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (signal === STUCK_SIGNAL) return 'seems never to return';
  if (signal === 'SIGABRT') return 'ran out of memory';
  return signal === null ? `ended its process (exit code ${code})` : undefined;
}
