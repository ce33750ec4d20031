import { performance } from 'node:perf_hooks';
import { JobRun } from '../../jobs/job-run.ts';
import type { JobWork } from '../../jobs/work.ts';
import { monotonicMs } from '../../processes/clock.ts';
import { sleep } from '../../processes/timer.ts';
import { MovingMean } from '../../toolkit/moving-mean.ts';
import { RingQueue } from '../../toolkit/ring-queue.ts';
import type { Channel } from '../wire/channel.ts';
import type { LiveRun, RequestFromPrimary } from '../wire/messages.ts';
import { attemptJob, attemptTimed } from './attempt.ts';
import type { JobUsage, Meter } from './job-usage.ts';
import type { Jobs } from './jobs.ts';
import { Wear } from './wear.ts';

/** Short jobs run on in one turn of the loop up to this, so that their replies share a send. */
const TURN_MS = 0.2;
const ABANDON_POLL_MS = 2;

interface Waiting {
  readonly request: RequestFromPrimary;
  /** Past for one that nobody waits for any more. */
  expiresMs: number;
}

/**
 * Runs jobs in the order they came, one after another; only jobs that await and say so run beside each other. Replies of a
 * turn leave before the next turn's first job starts.
 */
export class JobWorker {
  readonly #id: number;
  /** Stretches timed jobs that start from now on. */
  speed: number;
  readonly #channel: Channel;
  readonly #jobs: Jobs;
  readonly #wear: Wear;
  /** For a bench; undefined where none measures: reading the meter costs. */
  usage: JobUsage | undefined;
  readonly #waiting = new RingQueue<Waiting>();
  /** Jobs that await something, by the id of their request. */
  readonly #running = new Map<string, JobRun>();
  readonly #serviceMs = new MovingMean();
  #scheduled = false;

  /** `retire` hears that this process should be replaced: from then on it begins nothing. */
  constructor(id: number, channel: Channel, speed: number, jobs: Jobs, retire: () => void = () => {}) {
    this.#id = id;
    this.#channel = channel;
    this.speed = speed;
    this.#jobs = jobs;
    this.#wear = new Wear(jobs.byName, retire);
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
    const unfinished = this.#waiting.size + this.#running.size;
    const latencyMs = this.#serviceMs.value * (unfinished + 1);
    this.#channel.send({
      kind: 'probe reply',
      header: { correlationId, sender: this.#id },
      payload: { unfinished, latencyMs },
    });
  }

  /** Nobody waits for it any more: told if it runs, not run if it waits. */
  abandon(correlationId: string): void {
    this.#running.get(correlationId)?.abort('nobody waits for its result any more');
    this.#waiting.keep((waiting) => {
      if (waiting.request.header.correlationId === correlationId) waiting.expiresMs = 0;
      return true;
    });
  }

  /** The worker is about to close. Resolves once no job awaits anything, which a job may never do. */
  async abandonAll(): Promise<void> {
    for (const run of this.#running.values()) run.abort('its worker is about to close');
    while (this.#running.size > 0) await sleep(ABANDON_POLL_MS);
    this.#channel.flush();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(this.#turn);
  }

  readonly #turn = (): void => {
    this.#scheduled = false;
    const endMs = performance.now() + TURN_MS;
    while (this.#mayStart()) {
      this.#start(this.#waiting.shift() as Waiting);
      if (performance.now() >= endMs) break;
    }
    this.#channel.flush();
    if (this.#mayStart()) this.#schedule();
  };

  /** The one that came first: alone in any case, beside others only if all of them may be. */
  #mayStart(): boolean {
    const next = this.#waiting.peek();
    if (next === undefined || this.#wear.isOut) return false;
    if (this.#running.size === 0) return true;
    const { work } = next.request.payload;
    if (work.runs !== 'job' || this.#running.size >= this.#concurrencyOf(work.job)) return false;
    for (const { name } of this.#running.values())
      if (this.#running.size >= this.#concurrencyOf(name)) return false;
    return true;
  }

  #concurrencyOf(job: string): number {
    return this.#jobs.byName.get(job)?.options.concurrency ?? 1;
  }

  #start({ request, expiresMs }: Waiting): void {
    const { work } = request.payload;
    const leftMs = expiresMs - monotonicMs();
    if (leftMs <= 0) this.#reply(request, EXPIRED);
    else if (work.runs === 'job') this.#startJob(request, work, leftMs);
    else this.#reply(request, attemptTimed(work, this.speed));
  }

  #startJob(request: RequestFromPrimary, { job: name, params }: JobWork, leftMs: number): void {
    const job = this.#jobs.byName.get(name);
    if (job === undefined) {
      this.#reply(request, { ...EXPIRED, error: `this worker has no job ${name}` });
      return;
    }
    const { correlationId, attempt } = request.header;
    const run = new JobRun(name, attempt, leftMs, this.#jobs.logOf(name));
    const since = this.usage?.begins(name);
    const ended = attemptJob(job, params, run);
    if (!(ended instanceof Promise)) {
      this.#ended(request, run, ended, since);
      return;
    }
    this.#running.set(correlationId, run);
    void ended.then((live) => {
      this.#running.delete(correlationId);
      this.#ended(request, run, live, since);
      this.work();
    });
  }

  #ended(request: RequestFromPrimary, run: JobRun, live: LiveRun, since: Meter | undefined): void {
    run.end();
    if (since !== undefined) this.usage?.ran(run.name, live.serviceMs, since, this.#running.size + 1);
    this.#reply(request, live);
    this.#wear.ran(run.name);
    if (!this.#wear.isOut || this.#running.size > 0) return;
    // What it replied has to leave before its wish to be replaced.
    this.#channel.flush();
    this.#wear.tell();
  }

  #reply({ header }: RequestFromPrimary, run: LiveRun): void {
    if (run.startedMs > 0) this.#serviceMs.add(run.serviceMs);
    this.#channel.send({
      kind: 'reply to primary',
      header: { correlationId: header.correlationId, sender: this.#id, attempt: header.attempt },
      payload: run,
    });
  }
}

const EXPIRED: LiveRun = {
  ok: false,
  startedMs: 0,
  serviceMs: 0,
  result: undefined,
  error: 'its deadline had passed before its turn came',
};
