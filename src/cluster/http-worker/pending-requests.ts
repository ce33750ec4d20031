import { AFTER_DEADLINE_MS } from '../../core/after-deadline.ts';
import { startTimer } from '../../processes/timer.ts';
import { IdTable } from '../wire/id-table.ts';
import type { Answer } from '../wire/messages.ts';

const UNANSWERED: Answer = {
  outcome: 'timedOut',
  jobWorker: 0,
  startedMs: 0,
  waitMs: -1,
  serviceMs: -1,
  result: undefined,
  reason: 'the primary did not answer',
};

/** Heavy requests of one HTTP worker that wait for the primary's answer, by correlation id. Each is resolved exactly once. */
export class PendingRequests {
  readonly #resolvers = new IdTable<(answer: Answer) => void>();
  /** Answers for requests that wait no longer: dropped. */
  late = 0;

  get size(): number {
    return this.#resolvers.size;
  }

  wait(correlationId: string, timeoutMs: number): Promise<Answer> {
    return new Promise((resolve) => {
      const limitMs = timeoutMs + AFTER_DEADLINE_MS.httpWorker;
      const guard = startTimer(() => this.resolve(correlationId, UNANSWERED), limitMs);
      this.#resolvers.set(correlationId, (answer) => {
        clearTimeout(guard);
        resolve(answer);
      });
    });
  }

  resolve(correlationId: string, answer: Answer): void {
    const resolver = this.#resolvers.take(correlationId);
    if (resolver === undefined) this.late++;
    else resolver(answer);
  }
}
