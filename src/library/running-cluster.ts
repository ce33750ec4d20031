import { EventEmitter } from 'node:events';
import { fullName } from '../catalogue/strategy-arm.ts';
import { UsageError } from '../core/usage-error.ts';
import { startTimer } from '../processes/timer.ts';
import { accountOf } from './app-account.ts';
import { type AppPlan, AppPrimary } from './app-primary.ts';
import type { BenchReport } from './bench-report.ts';
import { chosenStrategy, type StrategyChoice } from './chosen-strategy.ts';
import { closeWorkers } from './closing.ts';
import { JobRejected } from './errors.ts';
import type { JobName, ParamsOf, ResultOf } from './job-types.ts';
import { currentRoute, type Route, takeRoute } from './route.ts';
import { type RunOptions, runJob } from './run-job.ts';
import { closeOnSignals } from './signals.ts';
import type { ClusterStats } from './stats.ts';

/** A running cluster, in its primary. Emits `error` when it cannot go on: it is closed then. */
export interface Cluster extends EventEmitter<{ error: [Error] }> {
  /** Where the HTTP workers listen, as far as it is HTTP; empty for a process pool. */
  readonly url: string;
  readonly ports: readonly number[];
  /** Runs a job straight from the primary: see `jobs.run`. */
  run<const Name extends JobName>(
    name: Name,
    params?: ParamsOf<Name>,
    options?: RunOptions,
  ): Promise<ResultOf<Name>>;
  /**
   * Another strategy takes over, without losing or doubling a job. Rejects with UsageError for one that cannot be found, and with
   * StrategyRefused for one that fails while it takes over: the one before is in charge then.
   */
  use(strategy: StrategyChoice, settings?: UseSettings): Promise<void>;
  stats(): ClusterStats;
  /** The same as OpenMetrics text, with histograms by type and outcome, for Prometheus. Its media type is `OPEN_METRICS`. */
  metrics(): string;
  /**
   * Answers what is under way and ends all workers; kills what is not over after `graceMs` (the option's if absent). Never
   * rejects; a second call waits for the first.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}

/** Of the strategy that takes over; its own if absent. */
export interface UseSettings {
  readonly parameters?: Readonly<Record<string, number | string>>;
  readonly window?: number;
}

export class RunningCluster extends EventEmitter<{ error: [Error] }> implements Cluster {
  readonly #plan: AppPlan;
  readonly #primary: AppPrimary;
  readonly #route: Route | undefined;
  readonly #report: BenchReport | undefined;
  #startEnded: ((error?: Error) => void) | undefined;
  #closed: Promise<void> | undefined;
  #forgetSignals = () => {};

  /** `report`: to the bench that measures the app. */
  static async start(plan: AppPlan, report: BenchReport | undefined): Promise<Cluster> {
    const running = new RunningCluster(plan, report);
    await running.#start();
    return running;
  }

  private constructor(plan: AppPlan, report: BenchReport | undefined) {
    super();
    this.#report = report;
    this.#plan = plan;
    this.#primary = new AppPrimary(
      plan,
      () => this.#startEnded?.(),
      (reason, cause) => this.#fail(new Error(reason), cause),
    );
    const { scheduling, local } = this.#primary;
    const { jobs, timeoutMs } = plan.workerSettings;
    this.#route = scheduling && {
      path: local.pathInto(scheduling),
      jobs: factsOf(jobs),
      timeoutMs,
      kept: undefined,
    };
  }

  get url(): string {
    return this.#primary.addresses.url;
  }

  get ports(): readonly number[] {
    return this.#primary.addresses.ports;
  }

  /** Not async: each job would pay for a promise more. */
  run<const Name extends JobName>(
    name: Name,
    params?: ParamsOf<Name>,
    options: RunOptions = {},
  ): Promise<ResultOf<Name>> {
    if (this.#closed !== undefined) return Promise.reject(new JobRejected(name, 'the cluster closes', 1));
    if (this.#route === undefined)
      return Promise.reject(new TypeError('run: with the strategy inline only HTTP workers run jobs'));
    return runJob(this.#route, name, params, options) as Promise<ResultOf<Name>>;
  }

  async use(strategy: StrategyChoice, { parameters = {}, window }: UseSettings = {}): Promise<void> {
    const { scheduling } = this.#primary;
    if (scheduling === undefined || strategy === 'inline')
      throw new UsageError([
        'use: inline schedules nothing, so nothing can take over from it or be taken over by it',
      ]);
    const { arm, definition } = await chosenStrategy(strategy, parameters, window);
    if (this.#closed === undefined) scheduling.use(arm, definition);
  }

  stats(): ClusterStats {
    return this.#primary.stats;
  }

  metrics(): string {
    return this.#primary.metrics;
  }

  close({ graceMs = this.#plan.options.graceMs }: { readonly graceMs?: number } = {}): Promise<void> {
    this.#closed ??= this.#close(graceMs);
    return this.#closed;
  }

  async #start(): Promise<void> {
    const { startMs, signals } = this.#plan.options;
    const started = new Promise<void>((resolve, reject) => {
      this.#startEnded = (error) => (error === undefined ? resolve() : reject(error));
    });
    const late = startTimer(() => this.#fail(new Error(this.#whyLate(startMs)), 'app'), startMs);
    this.#primary.start();
    try {
      await started;
    } finally {
      clearTimeout(late);
      this.#startEnded = undefined;
    }
    if (this.#route !== undefined) takeRoute(this.#route);
    this.#report?.whenAsked(() => accountOf(this.#primary, this.#plan.options.timeoutMs));
    this.#report?.ready(this.url, this.#strategy);
    if (signals) this.#forgetSignals = closeOnSignals(this);
  }

  get #strategy(): string {
    const { scheduling } = this.#primary;
    return scheduling === undefined ? 'inline' : fullName(scheduling.arm);
  }

  #whyLate(startMs: number): string {
    const missing = this.#primary.workers.all.find(({ ready }) => !ready);
    const what =
      missing?.seat.role === 'http'
        ? `${this.#plan.http} does not listen: an HTTP worker is ready when it listens on a port`
        : (this.#plan.reach?.lacks ?? `a job worker is not ready${this.#setups()}`);
    return `the cluster did not start within ${startMs / 1000} s: ${what}`;
  }

  /** A setup that blocks its process cannot be interrupted, nor say so itself. */
  #setups(): string {
    const names = this.#plan.workerSettings.jobs.filter(({ setup }) => setup).map(({ name }) => name);
    return names.length === 0 ? '' : `: does the setup of ${names.join(' or ')} block?`;
  }

  /** A cluster that has not started says so to whoever starts it; later whoever listens hears of it. */
  #fail(error: Error, cause: 'strategy' | 'app'): void {
    if (this.#closed !== undefined) return;
    this.#report?.failed(cause, error.message);
    const startEnded = this.#startEnded;
    void this.close({ graceMs: 0 }).then(() =>
      startEnded === undefined ? this.emit('error', error) : startEnded(error),
    );
  }

  async #close(graceMs: number): Promise<void> {
    this.#forgetSignals();
    if (currentRoute() === this.#route) takeRoute(undefined);
    await closeWorkers(this.#primary, graceMs);
    await this.#plan.reach?.close();
    this.#report?.close();
  }
}

/** The primary loads no job, so it cannot check parameters. */
function factsOf(jobs: AppPlan['workerSettings']['jobs']): Route['jobs'] {
  return new Map(
    jobs.map(({ name, options: { timeoutMs } }) => [name, { timeoutMs, check: () => undefined }]),
  );
}
