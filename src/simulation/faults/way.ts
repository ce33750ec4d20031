import { GIVE_UP_MS, SUSPECT_MS } from '../../core/session/session.ts';
import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { FaultyWorker } from './worker.ts';

/** What a primary does about workers on the other machine. */
export interface FarWorkers {
  /** Out of reach for so long. */
  doubt(worker: number, forMs: number): void;
  /** Its session is over; the process may still run. */
  givenUp(worker: number): void;
}

/** Every other worker. */
export function isFar(worker: number): boolean {
  return worker % 2 === 1;
}

/**
 * Between a primary and its workers. Messages are lost, doubled and late; the primary may stand still; and the machine of every
 * other worker may be cut off. A session carries what is said to that machine, so it waits until the partition heals.
 */
export class Way {
  readonly #chance: Chance;
  readonly #time: Agenda;
  #cutFromMs = 0;
  #cutUntilMs = 0;
  /** The primary does nothing before this. */
  standsStillUntilMs = 0;

  constructor(chance: Chance, time: Agenda) {
    this.#chance = chance;
    this.#time = time;
  }

  /** A message to that worker, or from it and on its way. */
  message(worker: number, arrive: () => void): void {
    this.#chance.message(() => this.pass(worker, arrive));
  }

  /** From that worker to the primary. */
  hear(worker: number, event: () => void): void {
    this.pass(worker, () => this.onceAwake(event));
  }

  /** In either direction: at once, but for a partition. */
  pass(worker: number, arrive: () => void): void {
    if (!this.#isCut || !isFar(worker)) arrive();
    else this.#time.after(this.#cutUntilMs - this.#time.nowMs, () => this.pass(worker, arrive));
  }

  /** What is for the primary waits while it stands still; then it all comes at once, in order. */
  onceAwake(event: () => void): void {
    if (this.#time.nowMs >= this.standsStillUntilMs) event();
    else this.#time.after(this.standsStillUntilMs - this.#time.nowMs, () => this.onceAwake(event));
  }

  /** A partition. Its workers are suspected, then given up, as by a session that hears nothing. */
  cut(forMs: number, alive: readonly FaultyWorker[], primary: FarWorkers): void {
    if (this.#isCut) return;
    this.#cutFromMs = this.#time.nowMs;
    this.#cutUntilMs = this.#cutFromMs + forMs;
    const cutOff = alive.map(({ id }) => id).filter(isFar);
    const each = (act: (worker: number) => void) => () =>
      this.onceAwake(() => {
        for (const worker of cutOff) act(worker);
      });
    if (forMs > SUSPECT_MS)
      this.#time.after(
        SUSPECT_MS,
        each((worker) => primary.doubt(worker, forMs - SUSPECT_MS)),
      );
    if (forMs > GIVE_UP_MS)
      this.#time.after(
        GIVE_UP_MS,
        each((worker) => primary.givenUp(worker)),
      );
  }

  /** When that worker was last in reach. */
  reachedMs(worker: number): number {
    return this.#isCut && isFar(worker) ? this.#cutFromMs : this.#time.nowMs;
  }

  get #isCut(): boolean {
    return this.#time.nowMs < this.#cutUntilMs;
  }
}
