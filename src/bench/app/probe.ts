import { get } from 'node:http';
import { sleep } from '../../processes/timer.ts';

const EVERY_MS = 100;
const ANSWER_MS = 5000;

/** Asks for a path again and again, until an answer says that the app serves: 2xx, 3xx, or 400 to 403. */
export class Probe {
  /** How many answers had which status. */
  readonly statuses = new Map<number, number>();
  /** Of the last answer, or what came instead of one. */
  last = 'nothing';
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async untilServed(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const status = await this.#ask();
      if ((status >= 200 && status < 400) || (status >= 400 && status <= 403)) return;
      await sleep(EVERY_MS);
    }
  }

  /** 0 without an answer. */
  #ask(): Promise<number> {
    return new Promise((resolve) => {
      const settle = (status: number, last: string): void => {
        this.last = last;
        resolve(status);
      };
      const request = get(this.#url, { agent: false, timeout: ANSWER_MS }, (response) => {
        const { statusCode = 0 } = response;
        this.statuses.set(statusCode, (this.statuses.get(statusCode) ?? 0) + 1);
        response.resume();
        settle(statusCode, `status ${statusCode}`);
      });
      request.on('timeout', () => request.destroy());
      request.on('error', (error: NodeJS.ErrnoException) => settle(0, error.code ?? error.message));
    });
  }
}
