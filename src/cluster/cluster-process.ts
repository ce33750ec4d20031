import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Arm, StrategyArm } from '../catalogue/arms.ts';
import { StrategyRefused } from '../core/scheduling/strategy-failure.ts';
import { marked, ownMessage } from '../processes/own-message.ts';
import { passOnStderr } from '../processes/pass-on-stderr.ts';
import { startTimer } from '../processes/timer.ts';
import type { ClusterAccount } from './account.ts';
import {
  type Blame,
  type ClusterPulse,
  type FromPrimary,
  PRIMARY_STDIO,
  type ProcessMemory,
  STUCK_FD,
  type ToPrimary,
} from './control.ts';
import type { ClusterView } from './metrics/cluster-metrics.ts';
import { CHECK_EVERY_MS, PrimaryWatch, whyEnded, whyStuck } from './primary-watch.ts';
import type { ClusterSettings } from './settings.ts';

/** How long forking and loading may take before the cluster counts as failed. */
const START_MS = 60_000;
/** A worker in the middle of a job says what it holds after that. */
const MEMORY_MS = 60_000;
/** A primary that turns its event loop answers at once. */
const LOOK_MS = 5000;
/** A strategy that has not taken over by then does not come back. */
const USE_MS = 10_000;

interface Asked {
  readonly resolve: (answer: FromPrimary) => void;
  readonly reject: (failure: ClusterFailure) => void;
  readonly timer: NodeJS.Timeout;
}

/** The cluster could not start or go on; `fault` says whose problem that is. */
export class ClusterFailure extends Error {
  override readonly name = 'ClusterFailure';
  readonly fault: Blame['cause'];

  constructor(fault: Blame['cause'], reason: string) {
    super(reason);
    this.fault = fault;
  }
}

/** A cluster in processes of its own: the primary forked from here, its workers forked by it. */
export class ClusterProcess {
  readonly #child: ChildProcess;
  #reject: (failure: ClusterFailure) => void = () => {};
  /** Who waits for which answer. */
  readonly #asked = new Map<FromPrimary['control'], Asked>();
  #failure: ClusterFailure | undefined;
  #stopping = false;
  readonly #watch = new PrimaryWatch();
  #checking: NodeJS.Timeout | undefined;
  #jobInHand: string | undefined;
  #looking: Promise<ClusterView> | undefined;
  url = '';
  pids: readonly number[] = [];
  /** What the primary said of itself last. */
  pulse: ClusterPulse = { waiting: 0, running: 0, busy: 0, workerDeaths: 0 };

  /** The label of the one in charge; undefined for inline. */
  #strategy: string | undefined;
  /** The last change of it. */
  #using: Promise<void> = Promise.resolve();

  private constructor(child: ChildProcess, arm: Arm) {
    this.#child = child;
    this.#strategy = arm.kind === 'strategy' ? arm.label : undefined;
    child.on('message', (raw) => this.#heard(ownMessage(raw)));
    child.on('exit', (code, signal) => this.#ended(whyEnded(code, signal, this.#strategy)));
    child.on('error', (error) => this.#ended({ cause: 'cluster', reason: error.message }));
    passOnStderr(child.stderr);
    const stuck = child.stdio?.[STUCK_FD] as Readable | undefined;
    stuck?.on('data', (job: Buffer) => (this.#jobInHand = String(job))).on('error', () => {});
  }

  /** Resolves when every worker is ready. */
  static async start(settings: ClusterSettings): Promise<ClusterProcess> {
    const main = fileURLToPath(new URL('./primary/primary-main.js', import.meta.url));
    // In a process group of its own: a Ctrl-C in the terminal is for whoever commands the cluster, not for the cluster.
    const child = fork(main, { detached: true, stdio: PRIMARY_STDIO });
    const started = new ClusterProcess(child, settings.arm);
    try {
      started.#checkPrimary();
      const ready = await started.#ask({ control: 'start', settings }, 'ready', START_MS);
      started.url = ready.url;
      started.pids = [started.#child.pid ?? 0, ...ready.pids];
      return started;
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  /** Why the cluster cannot go on; undefined while it can. */
  get failure(): ClusterFailure | undefined {
    return this.#failure;
  }

  /**
   * Another strategy takes over, without losing or doubling a job. Rejects with StrategyRefused if it fails at that: the one
   * before is in charge then. Calls are carried out one after another.
   */
  use(arm: StrategyArm): Promise<void> {
    const using = this.#using.then(() => this.#use(arm));
    this.#using = using.catch(() => {});
    return using;
  }

  async #use(arm: StrategyArm): Promise<void> {
    const before = this.#strategy;
    // Should it never return, it is to blame.
    this.#strategy = arm.label;
    const { refusal } = await this.#ask({ control: 'use', arm }, 'used', USE_MS);
    if (refusal === null) return;
    this.#strategy = before;
    throw new StrategyRefused(refusal);
  }

  /** Faults of the scenario count from here. */
  loadStarts(): void {
    this.#tell({ control: 'load starts' });
  }

  /** No new requests from now on. */
  closeIntake(): void {
    this.#tell({ control: 'close intake' });
  }

  /** What each of its processes cannot do without. Halts them for a moment. */
  async measureMemory(): Promise<readonly ProcessMemory[]> {
    return (await this.#ask({ control: 'measure memory' }, 'memory', MEMORY_MS)).processes;
  }

  /** How an observed cluster is now. Those who ask at the same time share the answer. */
  look(): Promise<ClusterView> {
    this.#looking ??= this.#ask({ control: 'look' }, 'seen', LOOK_MS)
      .then(({ view }) => view)
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }

  /** Waits until nothing is under way, then says what happened. */
  async drain(limitMs: number): Promise<ClusterAccount> {
    return (await this.#ask({ control: 'drain' }, 'drained', limitMs)).account;
  }

  /** Ends every process of the cluster. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#checking);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#tell({ control: 'stop' });
    const forced = startTimer(() => this.#child.kill('SIGKILL'), 2000);
    await ended;
    clearTimeout(forced);
  }

  #tell(message: ToPrimary): void {
    if (this.#child.connected) this.#child.send(marked(message), () => {});
  }

  #checkPrimary(): void {
    this.#checking = setInterval(() => {
      if (!this.#watch.isStuck(performance.now())) return;
      clearInterval(this.#checking);
      this.#fail(whyStuck(this.#child.pid ?? 0, this.#strategy, this.#jobInHand));
      this.#child.kill('SIGKILL');
    }, CHECK_EVERY_MS);
  }

  /** Rejects as soon as the cluster fails; never resolves. */
  whenFailed(): Promise<never> {
    return new Promise((_resolve, reject) => {
      if (this.#failure) reject(this.#failure);
      const earlier = this.#reject;
      this.#reject = (failure) => {
        earlier(failure);
        reject(failure);
      };
    });
  }

  async #ask<Control extends FromPrimary['control']>(
    message: ToPrimary,
    expected: Control,
    limitMs: number,
  ): Promise<Extract<FromPrimary, { control: Control }>> {
    if (this.#failure) throw this.#failure;
    const answer = new Promise<FromPrimary>((resolve, reject) => {
      const late = () => reject(new ClusterFailure('cluster', `no '${expected}' within ${limitMs} ms`));
      this.#asked.set(expected, { resolve, reject, timer: startTimer(late, limitMs) });
    });
    this.#tell(message);
    return (await answer) as Extract<FromPrimary, { control: Control }>;
  }

  #heard(message: FromPrimary | undefined): void {
    if (message === undefined) return;
    this.#watch.heard(performance.now());
    if (message.control === 'beat') this.pulse = message.pulse ?? this.pulse;
    else if (message.control === 'failed') this.#fail(message);
    else this.#answered(message.control)?.resolve(message);
  }

  #answered(control: FromPrimary['control']): Asked | undefined {
    const asked = this.#asked.get(control);
    clearTimeout(asked?.timer);
    this.#asked.delete(control);
    return asked;
  }

  #ended(blame: Blame): void {
    clearInterval(this.#checking);
    this.#killGroup();
    if (!this.#stopping) this.#fail(blame);
  }

  /** Workers end with their primary by themselves, but for those that are stopped: they cannot. */
  #killGroup(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // None is left.
    }
  }

  #fail({ cause, reason }: Blame): void {
    this.#failure ??= new ClusterFailure(cause, reason);
    for (const control of [...this.#asked.keys()]) this.#answered(control)?.reject(this.#failure);
    this.#reject(this.#failure);
  }
}
