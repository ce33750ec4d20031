import { performance } from 'node:perf_hooks';
import { atSpeed, runJob } from '../jobs/run.ts';
import { MovingMean } from '../toolkit/moving-mean.ts';
import { RingQueue } from '../toolkit/ring-queue.ts';
import type { Channel } from './channel.ts';
import { monotonicMs } from './clock.ts';
import type { RequestFromPrimary, RunReport } from './messages.ts';

/** Short jobs run on in one turn of the loop up to this, so that their replies share a send. */
const TURN_MS = 0.2;

/** Runs jobs one after another in the order they came. Replies of a turn leave before the next turn's first job starts. */
export class JobWorker {
  readonly #id: number;
  readonly #speed: number;
  readonly #channel: Channel;
  readonly #waiting = new RingQueue<RequestFromPrimary>();
  readonly #serviceMs = new MovingMean();
  #scheduled = false;

  /** `speed` stretches timed jobs. */
  constructor(id: number, channel: Channel, speed: number) {
    this.#id = id;
    this.#channel = channel;
    this.#speed = speed;
  }

  accept(request: RequestFromPrimary): void {
    this.#waiting.push(request);
    this.#schedule();
  }

  probed(): void {
    const unfinished = this.#waiting.size;
    const latencyMs = this.#serviceMs.value * (unfinished + 1);
    this.#channel.post({
      kind: 'probe reply',
      header: { correlationId: '', sender: this.#id },
      payload: { unfinished, latencyMs },
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(this.#turn);
  }

  readonly #turn = (): void => {
    this.#scheduled = false;
    const endMs = performance.now() + TURN_MS;
    do {
      const request = this.#waiting.shift();
      if (request === undefined) break;
      const { correlationId, attempt } = request.header;
      const report = run(request, this.#speed);
      this.#serviceMs.add(report.serviceMs);
      this.#channel.post({
        kind: 'reply to primary',
        header: { correlationId, sender: this.#id, attempt },
        payload: report,
      });
    } while (performance.now() < endMs);
    this.#channel.flush();
    if (this.#waiting.size > 0) this.#schedule();
  };
}

function run({ payload }: RequestFromPrimary, speed: number): RunReport {
  const startedMs = monotonicMs();
  try {
    const result = runJob(atSpeed(payload.work, speed));
    return { ok: true, startedMs, serviceMs: monotonicMs() - startedMs, result, error: '' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      startedMs,
      serviceMs: monotonicMs() - startedMs,
      result: undefined,
      error: reason.slice(0, 1000),
    };
  }
}
