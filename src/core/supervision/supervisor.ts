import { type Life, type SilenceLimits, wasFalseStart } from './life.ts';

/** What one that leaves in order may take for that. */
const FAREWELL_LIMIT_MS = 3000;
const CHECK_EVERY_MS = 200;
/** Checks that come this much late say that the primary itself was held up: then silence proves nothing. */
const HELD_UP_MS = 400;
const MALFORMED_LIMIT = 100;
const RESPAWN_MS = 100;
const MAX_RESPAWN_MS = 5000;
/** Of the delay before a respawn, drawn at random, so that workers that died together do not start together. */
const JITTER = 0.2;
/** More false starts than this within that time, and the cluster gives up. */
const FALSE_START_LIMIT = 5;
const FALSE_START_SPAN_MS = 30_000;

/** What the supervisor decides, carried out by the world around it. Workers are named by the number that `fork` returns. */
export interface SupervisorHost<Seat> {
  fork(seat: Seat): number;
  /** Whether it may well be silent: it computes, as far as one can see. */
  mayBeSilent(worker: number): boolean;
  /** At once and for sure; `exited` is told when it is over. */
  kill(worker: number, reason: string): void;
  /** It may be given work from now on. */
  joined(worker: number, seat: Seat): void;
  /**
   * It gets nothing more, and whatever it had is lost. Told once, for each that had joined. `loss`: how that came about;
   * null for one that leaves in order.
   */
  left(worker: number, seat: Seat, loss: string | null): void;
  /** Too many workers died before they could do anything. */
  gaveUp(reason: string): void;
}

/**
 * Keeps one worker alive on each seat: kills what is silent, stuck or talks nonsense, forks again what has died, later and
 * later if it dies at its start, and gives up in the end. Pure: time and chance are told; `timePassed` is due at `nextMs`.
 */
export class Supervisor<Seat> {
  readonly #host: SupervisorHost<Seat>;
  readonly #random: () => number;
  readonly #setupMs: number;
  readonly #silenceOf: (seat: Seat) => SilenceLimits;
  readonly #lives = new Map<number, Life<Seat>>();
  readonly #vacant: {
    readonly seat: Seat;
    readonly sinceMs: number;
    readonly streak: number;
    dueMs: number;
  }[] = [];
  #falseStartsMs: number[] = [];
  #checkMs = Number.POSITIVE_INFINITY;
  #stopped = false;
  deaths = 0;
  /** From each death to the moment its replacement was ready, in ms. */
  readonly recoveriesMs: number[] = [];

  /** `setupMs`: what a worker may take to set up what it runs. */
  constructor(
    host: SupervisorHost<Seat>,
    random: () => number,
    silenceOf: (seat: Seat) => SilenceLimits,
    setupMs = 0,
  ) {
    this.#host = host;
    this.#random = random;
    this.#silenceOf = silenceOf;
    this.#setupMs = setupMs;
  }

  // ---- Events, told by the host ----

  start(seats: readonly Seat[], nowMs: number): void {
    this.#checkMs = nowMs + CHECK_EVERY_MS;
    for (const seat of seats) this.#fork(seat, 0, undefined, nowMs);
  }

  ready(worker: number, nowMs: number): void {
    const life = this.#lives.get(worker);
    if (life === undefined || life.state !== 'starting') return;
    life.state = 'ready';
    life.readyMs = nowMs;
    life.heardMs = nowMs;
    if (life.vacantSinceMs !== undefined) this.recoveriesMs.push(nowMs - life.vacantSinceMs);
    life.vacantSinceMs = undefined;
    this.#host.joined(worker, life.seat);
  }

  /** A sign of life. */
  heard(worker: number, nowMs: number): void {
    const life = this.#lives.get(worker);
    if (life !== undefined && life.state !== 'retired') life.heardMs = nowMs;
  }

  /** It was given a job: should it die now, that may be the job's doing. */
  employed(worker: number): void {
    const life = this.#lives.get(worker);
    if (life !== undefined) life.employed = true;
  }

  malformed(worker: number): void {
    const life = this.#lives.get(worker);
    if (life !== undefined && ++life.malformed === MALFORMED_LIMIT)
      this.condemn(worker, `it sent ${MALFORMED_LIMIT} malformed messages`);
  }

  /** It is of no more use: what it had is given to others, and it is killed. */
  condemn(worker: number, reason: string): void {
    const life = this.#lives.get(worker);
    if (life === undefined || life.state === 'condemned') return;
    const wasReady = life.state === 'ready';
    life.state = 'condemned';
    this.#host.kill(worker, reason);
    if (wasReady) this.#host.left(worker, life.seat, reason);
  }

  /** It has asked to be replaced, and has begun nothing that it did not finish. False if it is not at work. */
  retire(worker: number, nowMs: number): boolean {
    const life = this.#lives.get(worker);
    if (life?.state !== 'ready') return false;
    life.state = 'retired';
    life.heardMs = nowMs;
    this.#host.left(worker, life.seat, null);
    return true;
  }

  /** `killed`: by SIGKILL, which nobody sends to himself. */
  exited(worker: number, how: string, killed: boolean, nowMs: number): void {
    const life = this.#lives.get(worker);
    if (life === undefined) return;
    this.#lives.delete(worker);
    if (this.#stopped) return;
    if (life.state === 'retired') {
      this.#fork(life.seat, 0, undefined, nowMs);
      return;
    }
    this.deaths++;
    if (life.state === 'ready') this.#host.left(worker, life.seat, how);
    const isFalse = wasFalseStart(life, nowMs);
    // Whoever else kills workers may go on, and they will start all the same.
    const isOwnFault = isFalse && (!killed || life.state === 'condemned');
    if (isOwnFault && this.#isOneTooMany(nowMs)) {
      this.#stopped = true;
      this.#host.gaveUp(
        `${this.#falseStartsMs.length} workers died at their start within ${FALSE_START_SPAN_MS / 1000} s, the last by ${how}`,
      );
      return;
    }
    const streak = isFalse ? life.streak + 1 : 0;
    const delayMs = Math.min(MAX_RESPAWN_MS, RESPAWN_MS * 2 ** Math.max(0, streak - 1));
    const dueMs = nowMs + delayMs * (1 + JITTER * this.#random());
    this.#vacant.push({ seat: life.seat, sinceMs: life.vacantSinceMs ?? nowMs, streak, dueMs });
  }

  timePassed(nowMs: number): void {
    if (this.#stopped) return;
    for (const vacancy of this.#vacant.filter(({ dueMs }) => dueMs <= nowMs)) {
      this.#vacant.splice(this.#vacant.indexOf(vacancy), 1);
      this.#fork(vacancy.seat, vacancy.streak, vacancy.sinceMs, nowMs);
    }
    if (this.#checkMs <= nowMs) this.#check(nowMs);
  }

  /** No one is forked or missed any more. */
  stop(): void {
    this.#stopped = true;
  }

  // ---- What follows ----

  /** When `timePassed` is due next. */
  get nextMs(): number {
    if (this.#stopped) return Number.POSITIVE_INFINITY;
    return Math.min(this.#checkMs, ...this.#vacant.map(({ dueMs }) => dueMs));
  }

  #check(nowMs: number): void {
    const heldUp = nowMs - this.#checkMs > HELD_UP_MS;
    this.#checkMs = nowMs + CHECK_EVERY_MS;
    for (const [worker, life] of [...this.#lives]) {
      if (heldUp) life.heardMs = nowMs;
      if (nowMs - life.heardMs > this.#limitMs(life)) this.#tooLong(worker, life, nowMs);
    }
  }

  #limitMs({ state, seat }: Life<Seat>): number {
    if (state === 'retired') return FAREWELL_LIMIT_MS;
    const { startMs, readyMs } = this.#silenceOf(seat);
    return state === 'starting' ? startMs + this.#setupMs : readyMs;
  }

  #tooLong(worker: number, life: Life<Seat>, nowMs: number): void {
    if (life.state === 'retired') this.#host.kill(worker, 'it did not end in time');
    else if (life.state === 'starting') this.condemn(worker, 'it did not become ready');
    else if (this.#host.mayBeSilent(worker)) life.heardMs = nowMs;
    else this.condemn(worker, 'it was silent');
  }

  #fork(seat: Seat, streak: number, vacantSinceMs: number | undefined, nowMs: number): void {
    const life: Life<Seat> = {
      seat,
      streak,
      vacantSinceMs,
      state: 'starting',
      heardMs: nowMs,
      readyMs: undefined,
      employed: false,
      malformed: 0,
    };
    this.#lives.set(this.#host.fork(seat), life);
  }

  #isOneTooMany(nowMs: number): boolean {
    this.#falseStartsMs = this.#falseStartsMs.filter((ms) => ms > nowMs - FALSE_START_SPAN_MS);
    this.#falseStartsMs.push(nowMs);
    return this.#falseStartsMs.length > FALSE_START_LIMIT;
  }
}
