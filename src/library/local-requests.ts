import type { HeavyPath } from '../cluster/http-worker/heavy-path.ts';
import type { PrimaryScheduling } from '../cluster/primary/primary-scheduling.ts';
import { IdTable } from '../cluster/wire/id-table.ts';
import type { Answer } from '../cluster/wire/messages.ts';

/** Stands for the primary where an HTTP worker's id would: no worker has it. */
export const PRIMARY = 0;

const GONE: Answer = {
  outcome: 'rejected',
  jobWorker: 0,
  startedMs: 0,
  waitMs: -1,
  serviceMs: -1,
  result: undefined,
  reason: 'the cluster is closed',
};

/** Jobs that the primary itself asks for: they need no message to reach it, nor to come back. */
export class LocalRequests {
  readonly #waiting = new IdTable<(answer: Answer) => void>();
  #asked = 0;

  pathInto(scheduling: PrimaryScheduling): HeavyPath {
    return (payload) => {
      const correlationId = `primary-${++this.#asked}`;
      const header = { correlationId, sender: PRIMARY };
      const answer = new Promise<Answer>((resolve) => this.#waiting.set(correlationId, resolve));
      scheduling.requested({ kind: 'request to primary', header, payload });
      return {
        answer,
        cancel: () => {
          this.#waiting.delete(correlationId);
          scheduling.cancelled({ kind: 'cancellation', header });
        },
      };
    };
  }

  resolve(correlationId: string, answer: Answer): void {
    this.#waiting.take(correlationId)?.(answer);
  }

  /** Nothing will be answered any more. */
  giveUp(): void {
    for (const resolve of [...this.#waiting.items()]) resolve(GONE);
  }
}
