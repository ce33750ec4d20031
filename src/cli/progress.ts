import type { RunStep } from '../bench/live/run.ts';
import { duration } from '../report/table/numbers.ts';
import { escaped } from '../results/escaped.ts';

const REDRAW_MS = 200;
const MOST_BAR = 24;
const LEAST_BAR = 8;
/** Usual width of the words, in columns. */
const WORDS = 56;

/** Progress is for terminals only, not for logs. */
const SHOWN = process.stderr.isTTY === true && process.env.TERM !== 'dumb' && process.env.CI === undefined;

/** One line, cut to the width of the terminal. A wrapped line could not be overwritten. */
export function progressLine(share: number, leftMs: number, what: string, columns: number): string {
  const width = Math.min(MOST_BAR, Math.max(LEAST_BAR, columns - WORDS));
  const filled = Math.round(share * width);
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
  return `${bar} ${duration(leftMs)} left · ${escaped(what)}`.slice(0, columns - 1);
}

function draw(share: number, leftMs: number, what: string): void {
  process.stderr.write(`\r\u001B[K${progressLine(share, leftMs, what, process.stderr.columns)}`);
}

/** Replaces the progress line at the end by what was done and how long it took. */
function leave(what: string, startedMs: number): void {
  process.stderr.write(`\r\u001B[K${escaped(what)} in ${duration(performance.now() - startedMs)}\n`);
}

/** Progress of work that reports its own share done, from 0 to 1. */
export class ShareProgress {
  readonly #startedMs = performance.now();
  #shown: string | undefined;

  show(what: string, share: number): void {
    if (!SHOWN || share === 0) return;
    this.#shown = what;
    draw(share, (performance.now() - this.#startedMs) * (1 / share - 1), what);
  }

  end(): void {
    if (this.#shown !== undefined) leave(this.#shown, this.#startedMs);
    this.#shown = undefined;
  }
}

/** Progress of many similar pieces. The time left follows from the pieces done. */
export class CountProgress {
  readonly #what: string;
  readonly #startedMs = performance.now();
  #shown: string | undefined;

  constructor(what: string) {
    this.#what = what;
  }

  show(done: number, of: number): void {
    if (!SHOWN) return;
    const leftMs = ((performance.now() - this.#startedMs) / done) * (of - done);
    this.#shown = `${this.#what}: ${done} of ${of}`;
    draw(done / of, leftMs, this.#shown);
  }

  end(): void {
    if (this.#shown !== undefined) leave(this.#shown, this.#startedMs);
    this.#shown = undefined;
  }
}

/** One line on stderr: the current trial and the time left. Prints nothing if stderr is not a terminal. */
export class Progress {
  readonly #startedMs = performance.now();
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

  end(): void {
    clearInterval(this.#timer);
    if (this.#timer !== undefined) leave(this.#doneInWords(), this.#startedMs);
    this.#timer = undefined;
  }

  #doneInWords(): string {
    const { trial = 0, trials = 0 } = this.#step ?? {};
    return `trial ${trial + 1} of ${trials}`;
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
