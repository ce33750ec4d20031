import type { Logger } from 'pino';
import { loadDefinition } from '../../catalogue/load-definition.ts';
import { placeOf, withPlace } from '../../catalogue/place-in-stack.ts';
import { AFTER_DEADLINE_MS } from '../../core/after-deadline.ts';
import { RandomStream } from '../../core/random-stream.ts';
import { StrategyFailure } from '../../core/scheduling/strategy-failure.ts';
import { Supervisor, type SupervisorHost } from '../../core/supervision/supervisor.ts';
import { monotonicMs } from '../../processes/clock.ts';
import { isStopped } from '../../processes/is-stopped.ts';
import { liveBytes } from '../../processes/live-memory.ts';
import { countStops } from '../../processes/stops.ts';
import { sleep, startTimer } from '../../processes/timer.ts';
import { setV8Flags } from '../../processes/v8-flags.ts';
import type { ClusterAccount } from '../account.ts';
import { type FromPrimary, type FromWorker, isControl, type ProcessMemory, STUCK_FD } from '../control.ts';
import { type ClusterSettings, type Role, type Seat, seats, workerSettings } from '../settings.ts';
import { receive } from '../wire/channel.ts';
import type { Message } from '../wire/messages.ts';
import { Attention } from './attention.ts';
import { clusterAccount } from './cluster-account.ts';
import { FaultInjection } from './fault-injection.ts';
import { freePort } from './free-port.ts';
import { Member, type MemberEvents } from './member.ts';
import { PrimaryScheduling } from './primary-scheduling.ts';

const DRAIN_POLL_MS = 5;

/** The cluster primary: keeps the workers alive, passes their messages, schedules. Serves no requests, computes nothing. */
export class Primary implements SupervisorHost<Seat>, MemberEvents {
  readonly #settings: ClusterSettings;
  readonly #log: Logger;
  readonly #tell: (message: FromPrimary) => void;
  readonly #members = new Map<number, Member>();
  readonly #attention = new Attention(monotonicMs, setImmediate);
  readonly #supervisor: Supervisor<Seat>;
  readonly #faults: FaultInjection;
  #scheduling: PrimaryScheduling | undefined;
  #supervision: NodeJS.Timeout | undefined;
  readonly #stops = countStops();
  #malformed = 0;
  #httpWorkerDeaths = 0;
  #port: number;
  #stopping = false;
  #closing = false;
  #announced = false;

  constructor(settings: ClusterSettings, log: Logger, tell: (message: FromPrimary) => void) {
    this.#settings = settings;
    this.#log = log;
    this.#tell = tell;
    this.#port = settings.port;
    const stream = new RandomStream(settings.seed, 'supervision');
    this.#supervisor = new Supervisor(this, () => stream.next());
    this.#faults = new FaultInjection(settings.faults, (role, index) => this.#memberAt(role, index));
  }

  async start(): Promise<void> {
    const { arm, queueLimit, timeoutMs, seed } = this.#settings;
    if (arm.kind === 'strategy') {
      this.#scheduling = new PrimaryScheduling(
        arm,
        await loadDefinition(arm.file.module),
        { queueLimit, timeoutMs, seed },
        { send: (id, message) => this.#deliver(id, message) },
        (error) => this.#fail('strategy', withPlace(error, arm.file)),
      );
    }
    // One port for all and for those that replace them: asked for another way it would count as another socket.
    if (this.#port === 0) this.#port = await freePort();
    this.#supervisor.start(seats(this.#settings), monotonicMs());
    this.#superviseNext();
  }

  /** What the strategy threw while it was made or loaded is its failure. */
  failedToStart(error: unknown): void {
    const { arm } = this.#settings;
    const known = error instanceof Error ? error : new Error(String(error));
    if (
      arm.kind === 'strategy' &&
      (known instanceof StrategyFailure || placeOf(known, arm.file) !== undefined)
    )
      this.#fail('strategy', withPlace(known, arm.file));
    else this.#fail('cluster', known.message);
  }

  /** Nobody has caught it. Where a strategy's code is in its stack, the strategy failed; so does one that throws no error. */
  uncaught(error: unknown): void {
    const { arm } = this.#settings;
    const what = error instanceof Error ? error.message : String(error);
    const place = arm.kind === 'strategy' ? placeOf(error, arm.file) : undefined;
    if (arm.kind !== 'strategy' || (place === undefined && error instanceof Error))
      this.#fail('cluster', `the primary failed: ${what}`);
    else {
      const where = place === undefined ? '' : ` (${place})`;
      this.#fail('strategy', `strategy ${arm.label} threw outside its callbacks: ${what}${where}`);
    }
  }

  /** The load starts now: what the scenario says goes wrong does so from here on. */
  loadStarts(): void {
    this.#scheduling?.watchStrategy(STUCK_FD);
    this.#faults.start();
  }

  /** No new requests; those under way are answered. */
  closeIntake(): void {
    this.#closing = true;
    for (const member of this.#members.values())
      if (member.ready && member.seat.role === 'http') member.tell({ control: 'close' });
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

  /** Of every process that can tell, itself first. */
  async measureMemory(): Promise<ProcessMemory[]> {
    const of = async (member: Member) => ({ pid: member.pid, liveBytes: await member.measureMemory() });
    const workers = [...this.#members.values()].filter(({ ready }) => ready);
    const all = [{ pid: process.pid, liveBytes: liveBytes() }, ...(await Promise.all(workers.map(of)))];
    return all.flatMap(({ pid, liveBytes }) => (liveBytes === undefined ? [] : [{ pid, liveBytes }]));
  }

  stop(): void {
    this.#stopping = true;
    this.#supervisor.stop();
    this.#faults.stop();
    clearTimeout(this.#supervision);
    for (const member of this.#members.values()) member.signal('SIGKILL');
  }

  // ---- What the supervisor decides ----

  fork(seat: Seat): number {
    const member = new Member(seat, this);
    this.#members.set(member.id, member);
    return member.id;
  }

  /** One with a job may compute, within the limit for that; but not while it is stopped. */
  mayBeSilent(worker: number): boolean {
    const member = this.#members.get(worker);
    if (member === undefined || isStopped(member.pid)) return false;
    return this.#settings.arm.kind === 'inline' || this.#scheduling?.hasJobsAt(worker) === true;
  }

  kill(worker: number, reason: string): void {
    const member = this.#members.get(worker);
    this.#log.warn({ worker, role: member?.seat.role, reason }, 'worker killed');
    member?.signal('SIGKILL');
  }

  joined(worker: number, seat: Seat): void {
    const member = this.#members.get(worker);
    if (member === undefined) return;
    member.ready = true;
    if (seat.role === 'job') this.#scheduling?.workerJoined(worker, seat.speed);
    else if (this.#closing) member.tell({ control: 'close' });
    this.#announce();
  }

  left(worker: number, seat: Seat): void {
    if (seat.role === 'job') this.#scheduling?.workerLeft(worker);
    else {
      this.#httpWorkerDeaths++;
      this.#scheduling?.httpWorkerLeft(worker);
    }
  }

  gaveUp(reason: string): void {
    this.#fail('cluster', reason);
  }

  // ---- What is heard from the workers ----

  heard(member: Member, raw: unknown): void {
    if (isControl(raw)) {
      this.#control(member, raw as FromWorker);
      return;
    }
    receive(
      raw,
      (message) => this.#message(member, message),
      () => this.#malformedFrom(member),
    );
    if (member.seat.role !== 'job') return;
    // Its next job leaves at once; answers to HTTP workers still wait for others to share their send.
    member.flush();
    this.#attention.heard();
  }

  beat(member: Member): void {
    this.#supervisor.heard(member.id, monotonicMs());
  }

  exited(member: Member, how: string, killed: boolean): void {
    this.#members.delete(member.id);
    if (this.#stopping) return;
    this.#log.warn({ worker: member.id, role: member.seat.role, how }, 'worker died');
    this.#supervisor.exited(member.id, how, killed, monotonicMs());
    this.#superviseNext();
  }

  trouble(member: Member, what: string): void {
    if (!this.#stopping) this.#log.warn({ worker: member.id, error: what }, 'worker in trouble');
  }

  #control(member: Member, message: FromWorker): void {
    switch (message.control) {
      case 'loaded':
        member.tell({
          control: 'settings',
          settings: workerSettings(this.#settings, this.#port, member.seat),
        });
        break;
      case 'ready':
        this.#supervisor.ready(member.id, monotonicMs());
        break;
      case 'failed':
        this.#fail(message.cause, message.reason);
        break;
      case 'account':
        member.accounted(message.account);
        break;
      case 'memory':
        member.memoryMeasured(message.liveBytes);
        break;
      default:
        this.#malformedFrom(member);
    }
  }

  /** Only what a worker of that role may say, and only in its own name. */
  #message(member: Member, message: Message): void {
    const scheduling = this.#scheduling;
    if (scheduling === undefined || !('sender' in message.header) || message.header.sender !== member.id)
      this.#malformedFrom(member);
    else if (message.kind === 'request to primary' && member.seat.role === 'http') {
      if (!scheduling.requested(message)) this.#malformedFrom(member);
    } else if (message.kind === 'reply to primary' && member.seat.role === 'job') scheduling.replied(message);
    else if (message.kind === 'cancellation' && member.seat.role === 'http') scheduling.cancelled(message);
    else if (message.kind === 'probe reply' && member.seat.role === 'job') scheduling.probed(message);
    else this.#malformedFrom(member);
  }

  #malformedFrom(member: Member): void {
    this.#malformed++;
    this.#log.warn({ worker: member.id, role: member.seat.role }, 'malformed message dropped');
    this.#supervisor.malformed(member.id);
  }

  // ---- What follows ----

  #deliver(id: number, message: Message): void {
    const member = this.#members.get(id);
    if (message.kind === 'request from primary') this.#supervisor.employed(id);
    if (member?.deliver(message) === false)
      setImmediate(() => this.#supervisor.condemn(id, 'it does not read its messages'));
  }

  #superviseNext(): void {
    clearTimeout(this.#supervision);
    const { nextMs } = this.#supervisor;
    if (nextMs === Number.POSITIVE_INFINITY) return;
    this.#supervision = startTimer(
      () => {
        for (const worker of this.#scheduling?.overrunning ?? [])
          this.#supervisor.condemn(worker, 'its job took longer than any may');
        this.#supervisor.timePassed(monotonicMs());
        this.#superviseNext();
      },
      Math.max(0, Math.ceil(nextMs - monotonicMs())),
    );
  }

  #memberAt(role: Role, index: number): Member | undefined {
    return [...this.#members.values()].find(
      ({ seat, ready }) => ready && seat.role === role && seat.index === index,
    );
  }

  #announce(): void {
    const members = [...this.#members.values()];
    if (this.#announced || !members.every(({ ready }) => ready)) return;
    this.#announced = true;
    setV8Flags('compileSoon');
    const pids = members.map(({ pid }) => pid);
    this.#tell({ control: 'ready', url: `http://127.0.0.1:${this.#port}`, pids });
  }

  #fail(cause: 'port taken' | 'strategy' | 'cluster', reason: string): void {
    if (this.#stopping) return;
    this.#tell({ control: 'failed', cause, reason });
    this.stop();
  }

  #account(): Promise<ClusterAccount> {
    return clusterAccount([...this.#members.values()], {
      scheduling: this.#scheduling,
      supervisor: this.#supervisor,
      faults: this.#faults,
      malformedMessages: this.#malformed,
      stops: this.#stops,
      httpWorkerDeaths: this.#httpWorkerDeaths,
    });
  }
}
