import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ownMessage } from './own-message.ts';
import { STUCK_SIGNAL } from './stuck-watch.ts';
import { v8Flags } from './v8-flags.ts';

/** The outcome of a task. A failure is one sentence that names the owner of the failed code. */
export type Settled<Result> = { readonly result: Result } | { readonly failure: string };

/** Messages to the process: the shared input once before the first task, then each task. */
export type Request<Task> = { readonly shared: object } | { readonly task: Task };

/** Answers of the process. An error is one in our own code. */
export type Answer<Result> = Settled<Result> | { readonly error: string };

/** A process that runs tasks one after another (see `serveTasks`). It starts with the first task, and again after its end. */
export class TaskProcess<Task extends object, Result> {
  readonly #entry: string;
  readonly #shared: object | undefined;
  #child: ChildProcess | undefined;
  #isEnding = false;

  constructor(entry: URL, shared?: object) {
    this.#entry = fileURLToPath(entry);
    this.#shared = shared;
  }

  /** True if it has not run a task yet. */
  get isFresh(): boolean {
    return this.#child === undefined;
  }

  /**
   * Runs one task at a time. `owner` names the owner of its code, such as `strategy mine`; undefined for our own code. Rejects if
   * the process is ended meanwhile, and for errors that are not the owner's.
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
      const answered = (raw: unknown): void => {
        const answer = ownMessage<Answer<Result>>(raw);
        if (answer === undefined) return;
        settled();
        if ('error' in answer) reject(new Error(answer.error));
        else if ('failure' in answer) fail(answer.failure);
        else resolve(answer);
      };
      const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
        settled();
        const ownDoing = endInWords(code, signal);
        if (this.#isEnding || ownDoing === undefined)
          reject(new Error('a process of the run was ended before its task finished'));
        else fail(ownDoing);
      };
      child.on('message', answered).on('exit', ended).on('error', reject);
      // A failed send needs no report: the process has ended, and its end is reported.
      child.send({ task } satisfies Request<Task>, () => {});
    });
  }

  /** Ends the process, even during a task. A new one starts with the next task. */
  restart(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill('SIGKILL');
  }

  /** Ends it for good. */
  end(): void {
    this.#isEnding = true;
    this.#child?.kill('SIGKILL');
  }

  #start(): ChildProcess {
    const child = fork(this.#entry, {
      execArgv: [...process.execArgv, ...v8Flags('simulation')],
      // Structured clone keeps Infinity. Output of the code must not mix with results.
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

/** Undefined if the process was ended from outside. */
function endInWords(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (signal === STUCK_SIGNAL) return 'seems never to return';
  if (signal === 'SIGABRT') return 'ran out of memory';
  return signal === null ? `ended its process (exit code ${code})` : undefined;
}
