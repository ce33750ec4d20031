import type { RunStep } from '../bench/live/run.ts';
import { duration } from '../report/table/numbers.ts';
import { escaped } from '../results/escaped.ts';

const REDRAW_MS = 200;
const MOST_BAR = 24;
const LEAST_BAR = 8;
/** Columns that the words take, mostly. */
const WORDS = 56;

/** A line of progress belongs on a terminal only, and not into the log of a machine. */
const SHOWN = process.stderr.isTTY === true && process.env.TERM !== 'dumb' && process.env.CI === undefined;

/** One line that a terminal of so many columns does not wrap: what is wrapped cannot be drawn over. */
export function progressLine(share: number, leftMs: number, what: string, columns: number): string {
  const width = Math.min(MOST_BAR, Math.max(LEAST_BAR, columns - WORDS));
  const filled = Math.round(share * width);
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
  return `${bar} ${duration(leftMs)} left · ${escaped(what)}`.slice(0, columns - 1);
}

function draw(share: number, leftMs: number, what: string): void {
  process.stderr.write(`\r\u001B[K${progressLine(share, leftMs, what, process.stderr.columns)}`);
}

function erase(): void {
  if (SHOWN) process.stderr.write('\r\u001B[K');
}

/** Progress of work that says itself how much of it is done, from 0 to 1. */
export class ShareProgress {
  readonly #startedMs = performance.now();

  show(what: string, share: number): void {
    if (!SHOWN || share === 0) return;
    draw(share, (performance.now() - this.#startedMs) * (1 / share - 1), what);
  }

  end(): void {
    erase();
  }
}

/** Progress of many alike pieces: the time left follows from those done. */
export class CountProgress {
  readonly #what: string;
  readonly #startedMs = performance.now();

  constructor(what: string) {
    this.#what = what;
  }

  show(done: number, of: number): void {
    if (!SHOWN) return;
    const leftMs = ((performance.now() - this.#startedMs) / done) * (of - done);
    draw(done / of, leftMs, `${this.#what}: ${done} of ${of}`);
  }

  end(): void {
    erase();
  }
}

/** One line on stderr that says what runs and how long it still takes; nothing when stderr is not a terminal. */
export class Progress {
  #step: RunStep | undefined;
  #stepStartedMs = 0;
  #trialStartedMs = 0;
  #timer: NodeJS.Timeout | undefined;

  show(step: RunStep): void {
    const nowMs = performance.now();
    if (step.trial !== this.#step?.trial) this.#trialStartedMs = nowMs;
    this.#step = step;
    this.#stepStartedMs = nowMs;
    if (!SHOWN) return;
    this.#timer ??= setInterval(() => this.#draw(), REDRAW_MS);
    this.#draw();
  }

  /** Removes the line. */
  end(): void {
    clearInterval(this.#timer);
    erase();
  }

  #draw(): void {
    const step = this.#step;
    if (step === undefined) return;
    const doneMs = Math.min(step.totalMs, step.doneMs + performance.now() - this.#trialStartedMs);
    const inPhase = duration(performance.now() - this.#stepStartedMs);
    const what = `${step.strategy} (block ${step.block + 1}, ${step.trial + 1} of ${step.trials}): ${step.phase} ${inPhase}`;
    draw(doneMs / step.totalMs, step.totalMs - doneMs, what);
  }
}
