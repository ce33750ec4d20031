import { monotonicMs } from '../../processes/clock.ts';
import { startTimer } from '../../processes/timer.ts';
import type { RanBy } from '../control.ts';
import type { HeavyPath } from '../http-worker/heavy-path.ts';
import type { Answer } from '../wire/messages.ts';
import type { Remote, RemoteRun } from './remote.ts';

/** Workers of a pool are numbered from here on, so that those of two HTTP workers differ. */
const NUMBERS_EACH = 1000;

const NOTHING = { jobWorker: 0, startedMs: 0, waitMs: -1, serviceMs: -1, result: undefined } as const;
const UNDONE: Answer = { ...NOTHING, outcome: 'timedOut', reason: '' };
const CANCELLED: Answer = { ...NOTHING, outcome: 'cancelled', reason: 'the client is gone' };

/** Hands heavy requests over to a pool or a queue. Each is answered once, at its deadline at the latest. */
export class RemotePath {
  readonly #remote: Remote;
  readonly #numberOf: (worker: string) => number;
  readonly #ran = new Map<number, { worker: number; jobs: number; busyMs: number }>();

  private constructor(remote: Remote, numberOf: (worker: string) => number) {
    this.#remote = remote;
    this.#numberOf = numberOf;
  }

  /** `owner`: number of the worker that has the pool; 0 for the primary. */
  static toPool(remote: Remote, owner: number): RemotePath {
    const numbers = new Map<string, number>();
    return new RemotePath(remote, (worker) => {
      const number = numbers.get(worker) ?? owner * NUMBERS_EACH + numbers.size + 1;
      numbers.set(worker, number);
      return number;
    });
  }

  /** Its workers have numbers of the cluster. */
  static toQueue(remote: Remote): RemotePath {
    return new RemotePath(remote, Number);
  }

  readonly submit: HeavyPath = ({ work, timeoutMs }) => {
    const submittedMs = monotonicMs();
    const over = new AbortController();
    let settle: (answer: Answer) => void = () => {};
    const answer = new Promise<Answer>((resolve) => {
      settle = resolve;
    });
    const late = startTimer(() => giveUp(UNDONE), timeoutMs);
    const giveUp = (why: Answer): void => {
      clearTimeout(late);
      settle(why);
      over.abort();
    };
    const end = (how: Answer): void => {
      clearTimeout(late);
      settle(how);
    };
    this.#remote.run({ work, deadline: Date.now() + timeoutMs }, over.signal).then(
      (run) => end(this.#answerOf(run, submittedMs, timeoutMs)),
      (error: unknown) => end(failure(error)),
    );
    return { answer, cancel: () => giveUp(CANCELLED) };
  };

  /** What each worker ran. */
  get ran(): readonly RanBy[] {
    return [...this.#ran.values()];
  }

  /** False where there is no such worker. */
  kill(index: number): boolean {
    const worker = this.#remote.workers?.()[index];
    worker?.kill();
    return worker !== undefined;
  }

  #answerOf(run: RemoteRun, submittedMs: number, timeoutMs: number): Answer {
    const { ok, startedMs, serviceMs, result, error } = run;
    const jobWorker = this.#numberOf(run.worker);
    const before = this.#ran.get(jobWorker) ?? { worker: jobWorker, jobs: 0, busyMs: 0 };
    before.jobs++;
    before.busyMs += serviceMs;
    this.#ran.set(jobWorker, before);
    const isLate = startedMs + serviceMs > submittedMs + timeoutMs;
    return {
      outcome: isLate ? 'timedOut' : ok ? 'ok' : 'failed',
      jobWorker,
      startedMs,
      waitMs: startedMs - submittedMs,
      serviceMs,
      result,
      reason: error,
    };
  }
}

/** Some packages tell a whole story: its first line says what it was. */
function failure(error: unknown): Answer {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { ...NOTHING, outcome: 'failed', reason };
}
