import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import { type Delivery, FaultyWorker, type WorkerWorld } from './worker.ts';

const BEAT_EVERY_MS = 200;
const BOOT_MS = 50;

/** What a primary hears of its workers. */
export interface WorkerEvents {
  ready(worker: number): void;
  beat(worker: number): void;
  exited(worker: number): void;
  replied(worker: number, delivery: Delivery, ran: boolean): void;
}

/** The processes of the workers, from their fork to their death. */
export class Processes implements WorkerWorld {
  readonly #stillborn: number;
  readonly #chance: Chance;
  readonly #time: Agenda;
  readonly #primary: WorkerEvents;
  readonly #alive = new Map<number, FaultyWorker>();
  #forked = 0;

  /** `stillborn`: share of new workers that die before they are ready. */
  constructor(stillborn: number, chance: Chance, time: Agenda, primary: WorkerEvents) {
    this.#stillborn = stillborn;
    this.#chance = chance;
    this.#time = time;
    this.#primary = primary;
  }

  fork(): number {
    const id = ++this.#forked;
    const process = new FaultyWorker(id, this);
    this.#alive.set(id, process);
    const isStillborn = this.#chance.isFaulty && this.#chance.draw() < this.#stillborn;
    this.after(this.#chance.exponential(BOOT_MS), () => {
      if (process.state !== 'booting') return;
      if (isStillborn) {
        this.dies(process);
        return;
      }
      process.state = 'up';
      this.#primary.ready(id);
      this.#beat(process);
    });
    return id;
  }

  get(worker: number): FaultyWorker | undefined {
    return this.#alive.get(worker);
  }

  isUp(worker: number): boolean {
    return this.#alive.get(worker)?.state === 'up';
  }

  kill(worker: number): void {
    const process = this.#alive.get(worker);
    if (process !== undefined) this.dies(process);
  }

  get alive(): readonly FaultyWorker[] {
    return [...this.#alive.values()];
  }

  /** One of them, whatever it does. */
  any(): FaultyWorker | undefined {
    const all = this.alive;
    return all[Math.floor(this.#chance.draw() * all.length)];
  }

  // ---- What the workers do ----

  get nowMs(): number {
    return this.#time.nowMs;
  }

  after(delayMs: number, action: () => void): void {
    this.#time.after(delayMs, action);
  }

  replies(worker: FaultyWorker, delivery: Delivery, ran: boolean): void {
    this.#chance.message(() => this.#primary.replied(worker.id, delivery, ran));
  }

  dies(worker: FaultyWorker): void {
    if (worker.state === 'dead') return;
    worker.kill();
    this.#alive.delete(worker.id);
    this.after(this.#chance.delayMs(), () => this.#primary.exited(worker.id));
  }

  #beat(process: FaultyWorker): void {
    if (process.state === 'dead') return;
    if (process.state === 'up') this.#primary.beat(process.id);
    this.after(BEAT_EVERY_MS, () => this.#beat(process));
  }
}
