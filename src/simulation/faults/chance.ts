import type { RandomStream } from '../../core/random-stream.ts';
import type { Agenda } from './agenda.ts';
import type { Knobs } from './knobs.ts';

/** Chance in a world: what becomes of messages, how long things take, how often they happen. */
export class Chance {
  readonly #knobs: Knobs;
  readonly #stream: RandomStream;
  readonly #time: Agenda;
  /** Until the end of the faults: then nothing is lost any more, and nothing happens by itself. */
  isFaulty = true;

  constructor(knobs: Knobs, stream: RandomStream, time: Agenda) {
    this.#knobs = knobs;
    this.#stream = stream;
    this.#time = time;
  }

  draw(): number {
    return this.#stream.next();
  }

  /** A message on its way: lost, doubled or simply late. */
  message(arrive: () => void): void {
    const { dropped, duplicated } = this.#knobs;
    const isLost = this.isFaulty && this.draw() < dropped;
    const copies = isLost ? 0 : this.draw() < duplicated ? 2 : 1;
    for (let i = 0; i < copies; i++) this.#time.after(this.delayMs(), arrive);
  }

  delayMs(): number {
    return this.draw() * this.#knobs.slowestMessageMs;
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.draw());
  }

  /** Again and again, as long as there are faults. */
  often(perSecond: number, act: () => void): void {
    if (perSecond === 0) return;
    this.#time.after(this.exponential(1000 / perSecond), () => {
      if (!this.isFaulty) return;
      act();
      this.often(perSecond, act);
    });
  }
}
