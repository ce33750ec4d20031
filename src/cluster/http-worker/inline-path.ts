import type { Outcome } from '../../contract/job.ts';
import { JobRun } from '../../jobs/job-run.ts';
import type { JobWork } from '../../jobs/work.ts';
import { sleep } from '../../processes/timer.ts';
import { attemptJob, attemptTimed } from '../job-worker/attempt.ts';
import { JobUsage } from '../job-worker/job-usage.ts';
import type { Jobs } from '../job-worker/jobs.ts';
import type { Answer, LiveRun } from '../wire/messages.ts';
import type { HeavyPath, Submitted } from './heavy-path.ts';

const ABANDON_POLL_MS = 2;

/** Computes on the spot: what handing over is measured against. Everything else this worker serves waits meanwhile. */
export class InlinePath {
  readonly #worker: number;
  readonly #speed: number;
  readonly #jobs: Jobs;
  readonly usage = new JobUsage();
  /** Jobs that await something. */
  readonly #running = new Set<JobRun>();

  constructor(worker: number, speed: number, jobs: Jobs) {
    this.#worker = worker;
    this.#speed = speed;
    this.#jobs = jobs;
  }

  readonly submit: HeavyPath = ({ work, timeoutMs }) => {
    if (work.runs === 'job') return this.#submitJob(work, timeoutMs);
    const answer = answerOf(this.#worker, attemptTimed(work, this.#speed), timeoutMs);
    return { answer: Promise.resolve(answer), cancel: () => {} };
  };

  /** The worker is about to close. Resolves once no job awaits anything, which a job may never do. */
  async abandonAll(): Promise<void> {
    for (const run of this.#running) run.abort('its worker is about to close');
    while (this.#running.size > 0) await sleep(ABANDON_POLL_MS);
  }

  #submitJob({ job: name, params }: JobWork, timeoutMs: number): Submitted {
    const job = this.#jobs.byName.get(name);
    if (job === undefined) throw new Error(`this worker has no job ${name}`);
    const run = new JobRun(name, 1, timeoutMs, this.#jobs.logOf(name));
    const since = this.usage.begins(name);
    this.#running.add(run);
    const ended = (live: LiveRun): Answer => {
      run.end();
      if (since !== undefined) this.usage.ran(name, live.serviceMs, since, this.#running.size);
      this.#running.delete(run);
      return answerOf(this.#worker, live, timeoutMs);
    };
    const attempt = attemptJob(job, params, run);
    return {
      answer: attempt instanceof Promise ? attempt.then(ended) : Promise.resolve(ended(attempt)),
      cancel: () => run.abort('nobody waits for its result any more'),
    };
  }
}

function answerOf(worker: number, run: LiveRun, timeoutMs: number): Answer {
  const { startedMs, serviceMs, result, error } = run;
  return {
    outcome: outcomeOf(run, timeoutMs),
    jobWorker: worker,
    startedMs,
    waitMs: 0,
    serviceMs,
    result,
    reason: error,
  };
}

function outcomeOf({ ok, serviceMs }: LiveRun, timeoutMs: number): Outcome {
  if (serviceMs > timeoutMs) return 'timedOut';
  return ok ? 'ok' : 'failed';
}
