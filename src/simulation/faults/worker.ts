import type { WatchedJob } from './promises.ts';

export interface Delivery {
  readonly job: WatchedJob;
  readonly attempt: number;
  readonly expiresMs: number;
}

/** What a worker process needs of the world. */
export interface WorkerWorld {
  after(delayMs: number, action: () => void): void;
  readonly nowMs: number;
  replies(worker: FaultyWorker, delivery: Delivery, ran: boolean): void;
  dies(worker: FaultyWorker): void;
}

/** A job worker as a process that can be stopped, revived and killed at any moment. */
export class FaultyWorker {
  readonly id: number;
  readonly #world: WorkerWorld;
  readonly #waiting: Delivery[] = [];
  #running: Delivery | undefined;
  state: 'booting' | 'up' | 'stopped' | 'dead' = 'booting';
  /** Tells a run that was cut short from one that was not. */
  #run = 0;

  constructor(id: number, world: WorkerWorld) {
    this.id = id;
    this.#world = world;
  }

  deliver(delivery: Delivery): void {
    if (this.state === 'dead') return;
    this.#waiting.push(delivery);
    this.#next();
  }

  stop(): void {
    if (this.state !== 'up') return;
    this.state = 'stopped';
    this.#run++;
  }

  /** What it ran starts again from where nobody knows: the rest of its time is drawn as the whole. */
  revive(): void {
    if (this.state !== 'stopped') return;
    this.state = 'up';
    if (this.#running === undefined) this.#next();
    else this.#start(this.#running);
  }

  kill(): void {
    this.state = 'dead';
    this.#run++;
  }

  #next(): void {
    if (this.state !== 'up' || this.#running !== undefined) return;
    const delivery = this.#waiting.shift();
    if (delivery === undefined) return;
    if (this.#world.nowMs >= delivery.expiresMs) {
      this.#world.replies(this, delivery, false);
      this.#next();
    } else this.#start(delivery);
  }

  #start(delivery: Delivery): void {
    this.#running = delivery;
    const run = ++this.#run;
    const { sizeMs, poisonous } = delivery.job.payload;
    this.#world.after(sizeMs, () => {
      if (run !== this.#run) return;
      this.#running = undefined;
      if (poisonous) {
        this.#world.dies(this);
        return;
      }
      this.#world.replies(this, delivery, true);
      this.#next();
    });
  }
}
