import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Arm } from '../../catalogue/arms.ts';
import { ClusterFailure } from '../../cluster/cluster-process.ts';
import { freePort } from '../../cluster/primary/free-port.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { AppOptions, Target } from '../../load/plan/app-under-test.ts';
import { isLoopback } from '../../load/traffic/loopback.ts';
import type { GuardedCommand } from '../../processes/guarded-command.ts';
import { sleep, startTimer } from '../../processes/timer.ts';
import { foreignEnvironment } from '../../processes/v8-flags.ts';
import { aborted, lastWords, setUp, started } from './app-command.ts';
import { appEnvironment, strategyIn } from './app-environment.ts';
import type { AppAccount } from './app-report.ts';
import { Probe } from './probe.ts';
import { ReportChannel } from './report-channel.ts';
import type { ServedApp } from './served-app.ts';

const START_MS = 60_000;
/** An app that answers will have said by then that it reports, if it ever does. */
const REPORT_MS = 2000;

type AppTarget = Extract<Target, { kind: 'app' }>;

/** What is started: one strategy in a fresh process of the app. */
export interface Launch {
  readonly asked: AppOptions;
  readonly target: AppTarget;
  readonly arm: Arm;
  readonly seed: number;
}

/** Starts the app and resolves when it can be sent requests. Refuses an app that cannot be given the strategy. */
export async function startApp(launch: Launch, signal: AbortSignal): Promise<ServedApp> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-app-'));
  let app: StartedApp | undefined;
  try {
    const setupMs = await setUp(launch.target, join(folder, 'setup.log'), signal);
    app = await StartedApp.begin(launch, folder, setupMs);
    await app.becomeReady(launch, signal);
    return app;
  } catch (error) {
    await app?.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

class StartedApp implements ServedApp {
  url: string;
  reports = false;
  readonly #probe: Probe;
  readonly #command: GuardedCommand;
  readonly #channel: ReportChannel;
  readonly #folder: string;
  readonly #setupMs: number;
  #stopping = false;

  private constructor(
    command: GuardedCommand,
    channel: ReportChannel,
    folder: string,
    port: number,
    ready: string | null,
    setupMs: number,
  ) {
    this.#command = command;
    this.#channel = channel;
    this.#folder = folder;
    this.#setupMs = setupMs;
    this.url = `http://127.0.0.1:${port}`;
    this.#probe = new Probe(`${this.url}${ready ?? ''}`);
  }

  static async begin(
    { target, arm, asked, seed }: Launch,
    folder: string,
    setupMs: number,
  ): Promise<StartedApp> {
    const port = await freePort();
    const socket = join(folder, 'report.sock');
    const channel = await ReportChannel.open(socket);
    const environment = {
      ...foreignEnvironment(),
      ...appEnvironment(arm, asked.workers, seed),
      PORT: String(port),
      CLUSTER_BENCH_REPORT: socket,
    };
    try {
      const command = await started(target.command, target.folder, environment, join(folder, 'output.log'));
      return new StartedApp(command, channel, folder, port, target.ready, setupMs);
    } catch (error) {
      channel.close();
      throw error;
    }
  }

  get probes(): ReadonlyMap<number, number> {
    return this.#probe.statuses;
  }

  async becomeReady({ target, arm }: Launch, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const late = startTimer(() => over.abort(), START_MS);
    const either = AbortSignal.any([signal, over.signal]);
    const told = this.#channel.ready().then(() => 'reported' as const);
    told.catch(() => {});
    const answered =
      target.ready === null
        ? new Promise<never>(() => {})
        : this.#probe.untilServed(either).then(() => 'answered' as const);
    try {
      const first = await Promise.race([told, answered, this.whenFailed(), aborted(either)]);
      // An app that reports says itself when all of its workers are ready.
      if (first === 'answered' && (arm.kind !== 'as-is' || this.#channel.isUsed))
        await Promise.race([told, sleep(REPORT_MS), this.whenFailed()]);
    } catch (error) {
      if (over.signal.aborted) throw new ClusterFailure('cluster', this.#notReady(target));
      throw error;
    } finally {
      clearTimeout(late);
      over.abort();
    }
    this.reports = this.#channel.isReady;
    if (this.reports) {
      const { url, strategy } = await this.#channel.ready();
      this.url = originOf(url);
      refuseOther(arm, strategy);
    } else if (arm.kind !== 'as-is') throw new UsageError([DOES_NOT_REPORT]);
  }

  async account(limitMs: number): Promise<AppAccount | undefined> {
    if (!this.reports) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const failure = new ClusterFailure('cluster', `the app gave no account within ${limitMs} ms`);
      timer = startTimer(() => reject(failure), limitMs);
    });
    try {
      return await Promise.race([this.#channel.account(), late, this.whenFailed()]);
    } finally {
      clearTimeout(timer);
    }
  }

  cpuMs(): number | undefined {
    const own = this.#command.cpuMs();
    return own === undefined ? undefined : own + this.#setupMs;
  }

  whenFailed(): Promise<never> {
    return Promise.race([this.#channel.whenFailed(), this.#whenEnded()]);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#command.stop();
    this.#channel.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #whenEnded(): Promise<never> {
    const how = await this.#command.ended;
    if (this.#stopping) return new Promise(() => {});
    throw new ClusterFailure(
      'cluster',
      `the app ended (${how})${await lastWords(join(this.#folder, 'output.log'))}`,
    );
  }

  #notReady({ ready }: AppTarget): string {
    const probed =
      ready === null
        ? 'an app without this library says by --ready=/health when it is'
        : `GET ${ready} last gave ${this.#probe.last}`;
    return `the app was not ready within ${START_MS / 1000} s: it reported nothing, and ${probed}`;
  }
}

const DOES_NOT_REPORT =
  'the app does not use this library: it did not report on the socket of CLUSTER_BENCH_REPORT, so it cannot be given a strategy. Leave out --strategy to measure it as it is';

/** An app whose own code has the last word would be measured under another name. */
function refuseOther(arm: Arm, strategy: string | undefined): void {
  const { CLUSTER_BENCH_STRATEGY: asked } = strategyIn(arm);
  if (asked === undefined || strategy === asked) return;
  throw new UsageError([
    strategy === undefined
      ? `the app does not report which strategy it runs, so nobody knows whether it is ${asked}: see docs/app-report.md`
      : `the app runs ${strategy}, though CLUSTER_BENCH_STRATEGY says ${asked}: its own code must not replace it`,
  ]);
}

function originOf(url: string): string {
  if (!isLoopback(url))
    throw new ClusterFailure(
      'cluster',
      `the app reported ${JSON.stringify(url)}, which is not on this machine`,
    );
  return new URL(url).origin;
}
