import type { JobContext, JobLog } from '../contract/define-job.ts';
import { monotonicMs } from '../processes/clock.ts';
import { startTimer } from '../processes/timer.ts';

/** The clock and the timer may each be a ms early: a job that ends on its abort must be past its deadline, not just before. */
const EARLY_MS = 2;

/** One attempt at a job: what it is told. A signal that the job does not ask for costs nothing. */
export class JobRun implements JobContext {
  readonly name: string;
  readonly attempt: number;
  readonly deadline: number;
  readonly log: JobLog;
  /** The deadline on a clock that nobody can set. */
  readonly #expiresMs: number;
  #controller: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reason: Error | undefined;

  /** `leftMs` to its deadline. */
  constructor(name: string, attempt: number, leftMs: number, log: JobLog) {
    this.name = name;
    this.attempt = attempt;
    this.deadline = Date.now() + leftMs;
    this.#expiresMs = monotonicMs() + leftMs;
    this.log = log;
  }

  get signal(): AbortSignal {
    if (this.#controller !== undefined) return this.#controller.signal;
    this.#controller = new AbortController();
    if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    else {
      const leftMs = Math.max(0, this.#expiresMs + EARLY_MS - monotonicMs());
      this.#timer = startTimer(() => this.abort('its deadline has passed'), leftMs);
    }
    return this.#controller.signal;
  }

  /** Nobody needs the result any more. */
  abort(why: string): void {
    this.#reason ??= Object.assign(new Error(`job ${this.name}: ${why}`), { name: 'AbortError' });
    clearTimeout(this.#timer);
    this.#controller?.abort(this.#reason);
  }

  /** It is over: nothing fires any more. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
