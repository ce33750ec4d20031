import { performance } from 'node:perf_hooks';
import { monotonicMs } from '../../processes/clock.ts';
import { MovingMean } from '../../toolkit/moving-mean.ts';
import { RingQueue } from '../../toolkit/ring-queue.ts';
import type { Channel } from '../wire/channel.ts';
import type { LiveRun, RequestFromPrimary } from '../wire/messages.ts';
import { attempt } from './attempt.ts';

/** Short jobs run on in one turn of the loop up to this, so that their replies share a send. */
const TURN_MS = 0.2;

interface Waiting {
  readonly request: RequestFromPrimary;
  readonly expiresMs: number;
}

/** Runs jobs one after another in the order they came. Replies of a turn leave before the next turn's first job starts. */
export class JobWorker {
  readonly #id: number;
  /** Stretches timed jobs that start from now on. */
  speed: number;
  readonly #channel: Channel;
  readonly #waiting = new RingQueue<Waiting>();
  readonly #serviceMs = new MovingMean();
  #scheduled = false;

  constructor(id: number, channel: Channel, speed: number) {
    this.#id = id;
    this.#channel = channel;
    this.speed = speed;
  }

  accept(request: RequestFromPrimary): void {
    this.#waiting.push({ request, expiresMs: monotonicMs() + request.payload.timeoutMs });
  }

  /** Runs what it accepted: the first at once, the rest as turns of the event loop allow. */
  work(): void {
    if (!this.#scheduled) this.#turn();
  }

  /** `correlationId`: the probe's. */
  probed(correlationId: string): void {
    const unfinished = this.#waiting.size;
    const latencyMs = this.#serviceMs.value * (unfinished + 1);
    this.#channel.send({
      kind: 'probe reply',
      header: { correlationId, sender: this.#id },
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
      const next = this.#waiting.shift();
      if (next === undefined) break;
      const { header, payload } = next.request;
      const run = monotonicMs() < next.expiresMs ? attempt(payload.work, this.speed) : EXPIRED;
      if (run !== EXPIRED) this.#serviceMs.add(run.serviceMs);
      this.#channel.send({
        kind: 'reply to primary',
        header: { correlationId: header.correlationId, sender: this.#id, attempt: header.attempt },
        payload: run,
      });
    } while (performance.now() < endMs);
    this.#channel.flush();
    if (this.#waiting.size > 0) this.#schedule();
  };
}

const EXPIRED: LiveRun = {
  ok: false,
  startedMs: 0,
  serviceMs: 0,
  result: undefined,
  error: 'its deadline had passed before its turn came',
};
