import { ownMessage } from './own-message.ts';
import { STUCK_SIGNAL } from './stuck-watch.ts';
import type { TaskChild, TaskSite } from './task-world.ts';

/** The outcome of a task. A failure is one sentence that names the owner of the failed code. */
export type Settled<Result> = { readonly result: Result } | { readonly failure: string };

/** Messages to the process: the shared input once before the first task, then each task. */
export type Request<Task> = { readonly shared: object } | { readonly task: Task };

/** Answers of the process. An error is one in our own code. */
export type Answer<Result> = Settled<Result> | { readonly error: string };

/** Processes that may be lost with one and the same task. */
const MOST_LOSSES = 5;

interface Asked<Task, Result> {
  readonly task: Task;
  readonly owner: string | undefined;
  readonly resolve: (settled: Settled<Result>) => void;
  readonly reject: (error: Error) => void;
  losses: number;
}

/** A process that runs tasks one after another (see `serveTasks`). It starts with the first task, and again after its end. */
export class TaskProcess<Task extends object, Result> {
  readonly #site: TaskSite;
  readonly #shared: object | undefined;
  #child: TaskChild | undefined;
  #asked: Asked<Task, Result> | undefined;
  #isEnding = false;

  constructor(site: TaskSite, shared?: object) {
    this.#site = site;
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
    return new Promise((resolve, reject) => {
      this.#asked = { task, owner, resolve, reject, losses: 0 };
      this.#send(task);
    });
  }

  /** Ends the process, even during a task. A new one starts with the next task. */
  restart(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill();
  }

  /** Ends it for good. */
  end(): void {
    this.#isEnding = true;
    this.#child?.kill();
  }

  #send(task: Task): void {
    this.#child ??= this.#start();
    this.#child.send({ task } satisfies Request<Task>);
  }

  #start(): TaskChild {
    const child = this.#site.start({
      heard: (raw) => {
        if (this.#child === child) this.#answered(ownMessage<Answer<Result>>(raw));
      },
      ended: (how, isLost) => {
        if (this.#child !== child) return;
        this.#child = undefined;
        this.#ended(how, isLost);
      },
    });
    if (this.#shared !== undefined) child.send({ shared: this.#shared } satisfies Request<Task>);
    return child;
  }

  #answered(answer: Answer<Result> | undefined): void {
    const asked = this.#asked;
    if (answer === undefined || asked === undefined) return;
    this.#asked = undefined;
    if ('error' in answer) asked.reject(new Error(answer.error));
    else if ('failure' in answer) fail(asked, answer.failure);
    else asked.resolve(answer);
  }

  #ended(how: string, isLost: boolean): void {
    const asked = this.#asked;
    if (asked === undefined) return;
    if (isLost && !this.#isEnding && ++asked.losses <= MOST_LOSSES) {
      this.#send(asked.task);
      return;
    }
    this.#asked = undefined;
    const ownDoing = endInWords(how);
    if (this.#isEnding || ownDoing === undefined)
      asked.reject(new Error('a process of the run was ended before its task finished'));
    else fail(asked, ownDoing);
  }
}

function fail<Task, Result>({ owner, resolve, reject }: Asked<Task, Result>, what: string): void {
  if (owner === undefined) reject(new Error(`a process of the run ${what}`));
  else resolve({ failure: what.startsWith(owner) ? what : `${owner} ${what}` });
}

/** Undefined if the process was ended from outside. */
function endInWords(how: string): string | undefined {
  if (how === STUCK_SIGNAL) return 'seems never to return';
  if (how === 'SIGABRT') return 'ran out of memory';
  return how.startsWith('exit code') ? `ended its process (${how})` : undefined;
}
