import type { RunStep } from '../bench/run.ts';
import { duration } from '../report/numbers.ts';

const REDRAW_MS = 200;
const BAR_WIDTH = 24;

/** One line on stderr that says what runs and how long it still takes; nothing when stderr is not a terminal. */
export class Progress {
  readonly #shown =
    process.stderr.isTTY === true && process.env.TERM !== 'dumb' && process.env.CI === undefined;
  #step: RunStep | undefined;
  #stepStartedMs = 0;
  #trialStartedMs = 0;
  #timer: NodeJS.Timeout | undefined;

  show(step: RunStep): void {
    const nowMs = performance.now();
    if (step.trial !== this.#step?.trial) this.#trialStartedMs = nowMs;
    this.#step = step;
    this.#stepStartedMs = nowMs;
    if (!this.#shown) return;
    this.#timer ??= setInterval(() => this.#draw(), REDRAW_MS);
    this.#draw();
  }

  /** Removes the line. */
  end(): void {
    clearInterval(this.#timer);
    if (this.#shown) process.stderr.write('\r\u001B[K');
  }

  #draw(): void {
    const step = this.#step;
    if (step === undefined) return;
    const doneMs = Math.min(step.totalMs, step.doneMs + performance.now() - this.#trialStartedMs);
    const filled = Math.round((doneMs / step.totalMs) * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    const left = duration(step.totalMs - doneMs);
    const inPhase = duration(performance.now() - this.#stepStartedMs);
    const what = `${step.strategy} (${step.trial + 1} of ${step.trials}): ${step.phase} ${inPhase}`;
    process.stderr.write(`\r\u001B[K${bar} ${left} left · ${what}`);
  }
}
