import { RandomStream } from '../../core/random-stream.ts';
import { Supervisor, type SupervisorHost } from '../../core/supervision/supervisor.ts';
import { monotonicMs } from '../../processes/clock.ts';
import { startTimer } from '../../processes/timer.ts';
import type { Role, Seat } from '../settings.ts';
import type { Message } from '../wire/messages.ts';
import { type Listener, Member, type MemberEvents } from './member.ts';
import type { WorkerHost } from './worker-host.ts';

const LEAVING_LOOK_MS = 20;

/** Whoever gives the workers something to do, and hears what they say. */
export interface Employer extends Listener {
  /** It may be given work from now on. */
  joined(member: Member): void;
  /** It gets nothing more, and whatever it had is lost. Told once, for each that had joined. */
  left(worker: number, role: Role, loss: string | null): void;
  /** It may be out of reach, and should be given nothing new; or it is reached again. */
  doubted(worker: number, isDoubted: boolean): void;
  /** Too many workers died before they could do anything. */
  gaveUp(reason: string): void;
  /** Whether it has something to compute, as far as one can see. */
  isBusy(worker: number): boolean;
  /** Workers that have been at one job for longer than any may take. */
  overrunning(reachedMs: (worker: number) => number): readonly number[];
}

/** Hears of workers that die or are killed. */
export interface WorkerLog {
  warn(what: object, message: string): void;
}

/** The workers: one in each seat, in real time, as the supervisor decides. */
export class Workers implements SupervisorHost<Seat>, MemberEvents {
  readonly #log: WorkerLog;
  readonly #host: WorkerHost;
  readonly #employer: Employer;
  readonly #members = new Map<number, Member>();
  readonly #supervisor: Supervisor<Seat>;
  #supervision: NodeJS.Timeout | undefined;
  #stopping = false;
  malformedMessages = 0;
  httpWorkerDeaths = 0;

  /** `setupMs`: what a worker may take to set up what it runs. */
  constructor(seed: number, log: WorkerLog, host: WorkerHost, employer: Employer, setupMs: number) {
    this.#log = log;
    this.#host = host;
    this.#employer = employer;
    const stream = new RandomStream(seed, 'supervision');
    this.#supervisor = new Supervisor(
      this,
      () => stream.next(),
      ({ role }) => host.silence[role],
      setupMs,
    );
  }

  start(seats: readonly Seat[]): void {
    this.#supervisor.start(seats, monotonicMs());
    this.#superviseNext();
  }

  /** None is forked, missed or killed any more. */
  leaveAlone(): void {
    this.#stopping = true;
    this.#supervisor.stop();
    clearTimeout(this.#supervision);
  }

  stop(): void {
    this.leaveAlone();
    for (const member of this.all) member.signal('SIGKILL');
  }

  get all(): readonly Member[] {
    return [...this.#members.values()];
  }

  get ready(): readonly Member[] {
    return this.all.filter(({ ready }) => ready);
  }

  /** The one in that seat, if it is ready. */
  at(role: Role, index: number): Member | undefined {
    return this.ready.find(({ seat }) => seat.role === role && seat.index === index);
  }

  get deaths(): number {
    return this.#supervisor.deaths;
  }

  /** From each death to the moment its replacement was ready. */
  get recoveriesMs(): readonly number[] {
    return this.#supervisor.recoveriesMs;
  }

  send(id: number, message: Message): void {
    if (message.kind === 'request from primary') this.#supervisor.employed(id);
    if (this.#members.get(id)?.send(message) === false)
      setImmediate(() => this.#supervisor.condemn(id, 'it does not read its messages'));
  }

  /** It has said so. */
  becameReady(member: Member): void {
    this.#supervisor.ready(member.id, monotonicMs());
  }

  /** It gets nothing more, and ends when it is told to. */
  retire(member: Member): void {
    if (this.#supervisor.retire(member.id, monotonicMs())) member.tell({ control: 'end' });
  }

  doubted({ id }: Member, isDoubted: boolean): void {
    this.#employer.doubted(id, isDoubted);
  }

  /** It is given nothing more; once it has nothing left it ends, and another takes its seat. */
  leaving(member: Member): void {
    if (!member.ready) {
      member.signal('SIGKILL');
      return;
    }
    this.#employer.doubted(member.id, true);
    const looking = setInterval(() => {
      if (this.#members.has(member.id) && !this.#stopping && this.#employer.isBusy(member.id)) return;
      clearInterval(looking);
      if (!this.#stopping) this.retire(member);
    }, LEAVING_LOOK_MS);
  }

  malformedFrom(member: Member): void {
    this.malformedMessages++;
    this.#log.warn({ worker: member.id, role: member.seat.role }, 'malformed message dropped');
    this.#supervisor.malformed(member.id);
  }

  // ---- What the supervisor decides ----

  fork(seat: Seat): number {
    const member = new Member(seat, this.#host, this, this.#employer);
    this.#members.set(member.id, member);
    return member.id;
  }

  /** One with a job may compute, within the limit for that; but not while it is stopped. */
  mayBeSilent(worker: number): boolean {
    const member = this.#members.get(worker);
    return member !== undefined && !member.isStopped && this.#employer.isBusy(worker);
  }

  kill(worker: number, reason: string): void {
    const member = this.#members.get(worker);
    this.#log.warn({ worker, role: member?.seat.role, reason }, 'worker killed');
    member?.signal('SIGKILL');
  }

  joined(worker: number): void {
    const member = this.#members.get(worker);
    if (member === undefined) return;
    member.ready = true;
    this.#employer.joined(member);
  }

  left(worker: number, { role }: Seat, loss: string | null): void {
    if (role === 'http') this.httpWorkerDeaths++;
    this.#employer.left(worker, role, loss);
  }

  gaveUp(reason: string): void {
    this.#employer.gaveUp(reason);
  }

  // ---- What becomes of the processes ----

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

  readonly #reachedMs = (worker: number): number => this.#members.get(worker)?.reachedMs ?? monotonicMs();

  #superviseNext(): void {
    clearTimeout(this.#supervision);
    const { nextMs } = this.#supervisor;
    if (nextMs === Number.POSITIVE_INFINITY) return;
    this.#supervision = startTimer(
      () => {
        for (const worker of this.#employer.overrunning(this.#reachedMs))
          this.#supervisor.condemn(worker, 'its job took longer than any may');
        this.#supervisor.timePassed(monotonicMs());
        this.#superviseNext();
      },
      Math.max(0, Math.ceil(nextMs - monotonicMs())),
    );
  }
}
