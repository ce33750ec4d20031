import type { ArmParameters } from '../../../catalogue/arms.ts';
import type { StrategyDefinition } from '../../../contract/strategy.ts';
import { RandomStream } from '../../../core/random-stream.ts';
import { Dispatcher } from '../../../core/scheduling/dispatcher.ts';
import type { Host } from '../../../core/scheduling/host.ts';
import type { JobDemand, JobRecord } from '../../../core/scheduling/job-record.ts';
import type { Tally } from '../../../core/scheduling/tally.ts';
import type { WorkerRecord } from '../../../core/scheduling/worker-record.ts';

export interface StandingLoadPlan {
  readonly workers: number;
  /** Unfinished jobs a worker may hold; Infinity for no limit. */
  readonly window: number;
  /** Jobs that are open at any time. */
  readonly population: number;
  readonly seed: number;
}

/** Its number at the dispatcher. */
const ONLY_STRATEGY = 0;
const MEAN_SERVICE_MS = 10;
/** Long enough that nothing expires during the measurement. */
const TIMEOUT_MS = 1e9;
/** Number of values drawn in advance, so that drawing is not measured. A power of two. */
const DEMANDS = 4096;

type Job = JobRecord<undefined>;
type Worker = WorkerRecord<undefined>;
type Demand = JobDemand & { readonly sizeMs: number };

/**
 * A dispatcher alone, in steady state. In each step a random running job completes and a new one arrives, so the number of
 * open jobs is constant. Virtual time passes as if a job took 10 ms.
 */
export class StandingLoad implements Host<undefined> {
  readonly #dispatcher: Dispatcher<undefined>;
  readonly #draws: RandomStream;
  readonly #demands: readonly Demand[];
  readonly #running: Job[] = [];
  readonly #probed: Worker[] = [];
  readonly #msPerStep: number;
  #nowMs = 0;
  #wakeMs = Number.POSITIVE_INFINITY;
  #arrivals = 0;

  constructor(definition: StrategyDefinition, parameters: ArmParameters, plan: StandingLoadPlan) {
    const strategyStream = new RandomStream(plan.seed, 'strategy');
    this.#draws = new RandomStream(plan.seed, 'which job finishes');
    this.#demands = drawDemands(new RandomStream(plan.seed, 'demands'));
    this.#msPerStep = MEAN_SERVICE_MS / plan.population;
    this.#dispatcher = new Dispatcher<undefined>(
      {
        strategyName: definition.title,
        uses: definition.uses,
        create: (cluster) => definition.create(cluster, parameters as Record<string, number>),
        window: plan.window,
        queueLimit: Number.POSITIVE_INFINITY,
        random: () => strategyStream.next(),
      },
      this,
      this.#nowMs,
    );
    for (let i = 0; i < plan.workers; i++)
      this.#dispatcher.workerJoined(i, 1 + (i % 2), this.#nowMs, i % 2 === 0 ? '' : 'far');
    for (let i = 0; i < plan.population; i++) this.#arrive();
  }

  get tally(): Tally {
    return this.#dispatcher.tally;
  }

  /** One completion, then one arrival. */
  step(): void {
    this.#nowMs += this.#msPerStep;
    if (this.#wakeMs <= this.#nowMs) this.#wake();
    this.#finish();
    this.#arrive();
  }

  #wake(): void {
    this.#wakeMs = Number.POSITIVE_INFINITY;
    this.#dispatcher.timePassed(this.#nowMs);
    this.#answerProbes();
  }

  #finish(): void {
    const place = Math.floor(this.#draws.next() * this.#running.length);
    const job = this.#running[place];
    const last = this.#running.pop();
    if (job === undefined || last === undefined) return;
    if (last !== job) this.#running[place] = last;
    const run = { ok: true, serviceMs: job.trueSizeMs };
    this.#dispatcher.jobFinished(job, job.worker?.hostId ?? -1, job.attempt, run, this.#nowMs);
    this.#answerProbes();
  }

  #arrive(): void {
    const demand = this.#demands[this.#arrivals++ & (DEMANDS - 1)] as Demand;
    this.#dispatcher.jobArrived(demand, demand.sizeMs, undefined, this.#nowMs);
    this.#answerProbes();
  }

  #answerProbes(): void {
    for (let worker = this.#probed.pop(); worker !== undefined; worker = this.#probed.pop()) {
      const { unfinished } = worker;
      const latencyMs = (unfinished + 1) * MEAN_SERVICE_MS;
      this.#dispatcher.probed(worker, { unfinished, latencyMs }, ONLY_STRATEGY, this.#nowMs);
    }
  }

  // ---- What the dispatcher asks for ----

  send(job: Job): void {
    this.#running.push(job);
  }

  settled(): void {}

  cancel(): void {}

  probe(worker: Worker): void {
    this.#probed.push(worker);
  }

  wakeAt(ms: number): void {
    this.#wakeMs = ms;
  }
}

function drawDemands(stream: RandomStream): Demand[] {
  return Array.from({ length: DEMANDS }, () => {
    const sizeMs = stream.exponential(MEAN_SERVICE_MS);
    return {
      type: `type ${Math.floor(stream.next() * 4)}`,
      sizeMs,
      estimateMs: sizeMs * (0.5 + stream.next()),
      key: `key ${Math.floor(stream.next() * 1000)}`,
      timeoutMs: TIMEOUT_MS * (1 + stream.next()),
    };
  });
}
