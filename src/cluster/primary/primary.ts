import type { Logger } from 'pino';
import { type Arm, computesInHttpWorkers, isAlternative, type StrategyArm } from '../../catalogue/arms.ts';
import { loadDefinition } from '../../catalogue/load-definition.ts';
import { withPlace } from '../../catalogue/place-in-stack.ts';
import { AFTER_DEADLINE_MS } from '../../core/after-deadline.ts';
import { StrategyFailure } from '../../core/scheduling/strategy-failure.ts';
import { liveBytes } from '../../processes/live-memory.ts';
import { countStops } from '../../processes/stops.ts';
import { sleep, startTimer } from '../../processes/timer.ts';
import { setV8Flags } from '../../processes/v8-flags.ts';
import type { ClusterAccount } from '../account.ts';
import type { PrimarySide } from '../alternatives/primary-side.ts';
import { type Blame, type FromPrimary, type FromWorker, type ProcessMemory, STUCK_FD } from '../control.ts';
import { setupLimitMs } from '../job-needs.ts';
import { type ClusterSettings, type Role, seats, workerSettings } from '../settings.ts';
import { blameForStart, blameForUncaught } from './blame.ts';
import { clusterAccount } from './cluster-account.ts';
import { clusterPulse, clusterView } from './cluster-view.ts';
import { endJobs } from './end-jobs.ts';
import { FaultInjection } from './fault-injection.ts';
import { freePort } from './free-port.ts';
import { Hearing, hear } from './hear.ts';
import type { Member } from './member.ts';
import { ObservedScheduling } from './observed-scheduling.ts';
import { PrimaryScheduling } from './primary-scheduling.ts';
import type { WorkerHost } from './worker-host.ts';
import { type Employer, Workers } from './workers.ts';

const DRAIN_POLL_MS = 5;
/** An agent answers the next call, unless it still ends the workers of the one before. */
const AGENTS_MS = 10_000;

/** The cluster primary: keeps the workers alive, passes their messages, schedules. Serves no requests, computes nothing. */
export class Primary implements Employer {
  readonly #settings: ClusterSettings;
  readonly #tell: (message: FromPrimary) => void;
  readonly #host: WorkerHost;
  readonly #workers: Workers;
  readonly #hearing = new Hearing(
    (member, message) =>
      this.#scheduling === undefined
        ? this.#alternative?.hear(member, message) === true
        : hear(this.#scheduling, member, message),
    (member) => this.#workers.malformedFrom(member),
    (member, message) => this.#control(member, message),
  );
  readonly #faults: FaultInjection;
  #scheduling: PrimaryScheduling | undefined;
  /** Of a pool or a queue. */
  #alternative: PrimarySide | undefined;
  readonly #stops = countStops();
  #port: number;
  #agentsDue: NodeJS.Timeout | undefined;
  #stopping = false;
  #closing = false;
  #announced = false;

  constructor(
    settings: ClusterSettings,
    log: Logger,
    host: WorkerHost,
    tell: (message: FromPrimary) => void,
  ) {
    this.#settings = settings;
    this.#tell = tell;
    this.#host = host;
    this.#port = settings.port;
    this.#workers = new Workers(settings.seed, log, host, this, setupLimitMs(settings.jobs));
    this.#faults = new FaultInjection(
      settings.faults,
      (role, index) => this.#workers.at(role, index),
      (index) => this.#alternative?.killInPool(index, this.#workers) === true,
    );
  }

  async start(): Promise<void> {
    const { arm, queueLimit, timeoutMs, seed, observed } = this.#settings;
    if (arm.kind === 'strategy') {
      const Scheduling = observed ? ObservedScheduling : PrimaryScheduling;
      this.#scheduling = new Scheduling(
        arm,
        await loadDefinition(arm.file.module),
        { queueLimit, timeoutMs, seed, jobs: this.#settings.jobs },
        this.#workers,
        (error, { file }) => this.#fail({ cause: 'strategy', reason: withPlace(error, file) }),
      );
    }
    if (isAlternative(arm) && !computesInHttpWorkers(arm)) {
      const { PrimarySide } = await import('../alternatives/primary-side.ts');
      this.#alternative = await PrimarySide.start(arm, this.#settings);
    }
    // One port for all and for those that replace them: asked for another way it would count as another socket.
    if (this.#port === 0) this.#port = await freePort();
    this.#workers.start(seats(this.#settings));
    if (this.#host.reach?.lacks !== undefined) this.#giveAgentsTime();
  }

  #giveAgentsTime(): void {
    this.#agentsDue = startTimer(() => {
      const lacks = this.#host.reach?.lacks;
      if (lacks !== undefined) this.#fail({ cause: 'broker', reason: lacks });
    }, AGENTS_MS);
  }

  /** The one in charge, or inline. */
  get #arm(): Arm {
    return this.#scheduling?.arm ?? this.#settings.arm;
  }

  /** Another strategy takes over. Returns why not, if the one before is still in charge. */
  async use(arm: StrategyArm): Promise<string | null> {
    if (this.#scheduling === undefined) return 'an inline cluster has no scheduling that could change';
    try {
      this.#scheduling.use(arm, await loadDefinition(arm.file.module));
      return null;
    } catch (error) {
      if (error instanceof StrategyFailure) this.#fail(blameForStart(error, arm));
      return withPlace(error as Error, arm.file);
    }
  }

  failedToStart(error: unknown): void {
    this.#fail(blameForStart(error, this.#arm));
  }

  uncaught(error: unknown): void {
    this.#fail(blameForUncaught(error, this.#arm));
  }

  /** The load starts now: what the scenario says goes wrong does so from here on. */
  loadStarts(): void {
    this.#scheduling?.watchStrategy(STUCK_FD);
    this.#faults.start();
  }

  /** No new requests; those under way are answered. */
  closeIntake(): void {
    this.#closing = true;
    for (const member of this.#workers.ready)
      if (member.seat.role === 'http') member.tell({ control: 'close' });
  }

  /** Waits until no job is open and no worker busy, then says what happened. */
  async drain(): Promise<ClusterAccount> {
    this.#faults.stop();
    const endMs = performance.now() + this.#settings.timeoutMs + AFTER_DEADLINE_MS.primary;
    const busy = () =>
      this.#scheduling !== undefined && !this.#scheduling.drained && performance.now() < endMs;
    for (;;) {
      while (busy()) await sleep(DRAIN_POLL_MS);
      const account = await this.#account();
      // While one worker gives its account, another may hand over a request that it had not read before.
      if (!busy()) return account;
    }
  }

  /** Of every process that can tell, this one first. */
  async measureMemory(): Promise<ProcessMemory[]> {
    const of = async (member: Member) => ({ pid: member.pid, liveBytes: await member.measureMemory() });
    const all = [
      { pid: process.pid, liveBytes: liveBytes() },
      ...(await Promise.all(this.#workers.ready.map(of))),
    ];
    return all.flatMap(({ pid, liveBytes }) => (liveBytes === undefined ? [] : [{ pid, liveBytes }]));
  }

  readonly pulse = () => clusterPulse(this.#scheduling, this.#workers);
  readonly view = () => clusterView(this.#arm, this.#settings.queueLimit, this.#scheduling, this.#workers);

  /** Jobs hear that they end, and are torn down. */
  async endJobs(): Promise<void> {
    if (this.#settings.jobs.length > 0)
      await endJobs(this.#workers, computesInHttpWorkers(this.#arm) ? 'http' : 'job');
  }

  /** What it started beside its workers has ended. */
  async closed(): Promise<void> {
    await this.#alternative?.close();
  }

  stop(): void {
    this.#stopping = true;
    this.#faults.stop();
    this.#workers.stop();
  }

  // ---- What becomes of the workers ----

  joined(member: Member): void {
    const { role, speed } = member.seat;
    if (role === 'job') this.#scheduling?.workerJoined(member.id, speed, member.machine);
    else if (this.#closing) member.tell({ control: 'close' });
    this.#announce();
  }

  left(worker: number, role: Role, loss: string | null): void {
    if (role === 'job') this.#scheduling?.workerLeft(worker, loss);
    else this.#scheduling?.httpWorkerLeft(worker);
  }

  doubted(worker: number, isDoubted: boolean): void {
    this.#scheduling?.workerDoubted(worker, isDoubted);
  }

  gaveUp(reason: string): void {
    this.#fail({ cause: 'cluster', reason });
  }

  isBusy(worker: number): boolean {
    if (this.#scheduling !== undefined) return this.#scheduling.hasJobsAt(worker);
    // Of a pool's HTTP worker the loop turns; of others here nobody knows.
    return this.#arm.kind !== 'pool';
  }

  overrunning(reachedMs: (worker: number) => number): readonly number[] {
    return this.#scheduling?.overrunning(reachedMs) ?? [];
  }

  // ---- What is heard from the workers ----

  heard(member: Member, raw: unknown): void {
    this.#hearing.heard(member, raw);
  }

  #control(member: Member, message: FromWorker): void {
    switch (message.control) {
      case 'loaded':
        member.tell({
          control: 'settings',
          settings: workerSettings(
            this.#settings,
            this.#port,
            member.seat,
            this.#alternative?.settingsFor(member.seat),
          ),
        });
        break;
      case 'ready':
        this.#workers.becameReady(member);
        break;
      case 'failed':
        // A setup that failed once may succeed: the worker ends, and is forked again.
        if (message.cause !== 'job' || !this.#announced) this.#fail(message);
        break;
      case 'retire':
        this.#workers.retire(member);
        break;
      case 'account':
        member.accounted(message.account);
        break;
      case 'memory':
        member.memoryMeasured(message.liveBytes);
        break;
      default:
        this.#workers.malformedFrom(member);
    }
  }

  // ---- What follows ----

  #announce(): void {
    const members = this.#workers.all;
    if (this.#announced || !members.every(({ ready }) => ready)) return;
    this.#announced = true;
    clearTimeout(this.#agentsDue);
    setV8Flags('compileSoon');
    // A thread has the primary's, and one of another machine none.
    const pids = members.map(({ pid }) => pid).filter((pid) => pid !== process.pid && pid > 0);
    this.#tell({ control: 'ready', url: `http://127.0.0.1:${this.#port}`, pids });
  }

  #fail({ cause, reason }: Blame): void {
    if (this.#stopping) return;
    this.#tell({ control: 'failed', cause, reason });
    this.stop();
  }

  #account(): Promise<ClusterAccount> {
    return clusterAccount({
      scheduling: this.#scheduling,
      alternative: this.#alternative,
      workers: this.#workers,
      faults: this.#faults,
      stops: this.#stops,
      carriersCpuMs: this.#host.reach?.cpuMs ?? 0,
    });
  }
}
