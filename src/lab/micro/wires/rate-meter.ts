import type { EchoLine, Load } from './echo-line.ts';

/** The share of a load's time that passes before it counts. */
const WARMUP = 0.3;

/**
 * Keeps so many messages under way on a line whose other side echoes, and counts those that come back. Counts in rounds, each
 * as many as are under way: some lines deliver all of them in one moment.
 */
export class RateMeter {
  readonly #line: EchoLine;
  #text = '';
  #countsMs = 0;
  #endMs = 0;
  #open = 0;
  #inFlight = 1;
  #arrivals = 0;
  /** Whole rounds since the first that counts; −1 before it. */
  #rounds = -1;
  #firstMs = 0;
  #lastMs = 0;
  #done: (perSecond: number) => void = () => {};

  private constructor(line: EchoLine) {
    this.#line = line;
  }

  static async on(line: EchoLine): Promise<RateMeter> {
    const meter = new RateMeter(line);
    await line.hear((back) => meter.#arrived(back));
    return meter;
  }

  /** Messages there and back, a second. Takes longer than asked if no whole round comes back in time. */
  measure({ bytes, inFlight }: Load, loadMs: number): Promise<number> {
    const startMs = performance.now();
    this.#text = 'x'.repeat(bytes);
    this.#countsMs = startMs + WARMUP * loadMs;
    this.#endMs = startMs + loadMs;
    this.#open = inFlight;
    this.#inFlight = inFlight;
    this.#arrivals = 0;
    this.#rounds = -1;
    return new Promise((resolve) => {
      this.#done = resolve;
      for (let i = 0; i < inFlight; i++) this.#line.send(this.#text);
    });
  }

  #arrived(back: string): void {
    if (back.length !== this.#text.length)
      throw new Error(`${back.length} characters came back instead of ${this.#text.length}`);
    const nowMs = performance.now();
    if (++this.#arrivals % this.#inFlight === 0 && nowMs >= this.#countsMs) this.#counted(nowMs);
    if (nowMs < this.#endMs || this.#rounds < 1) this.#line.send(this.#text);
    else if (--this.#open === 0) this.#done(this.#perSecond);
  }

  #counted(nowMs: number): void {
    if (nowMs >= this.#endMs && this.#rounds >= 1) return;
    if (++this.#rounds === 0) this.#firstMs = nowMs;
    this.#lastMs = nowMs;
  }

  get #perSecond(): number {
    return ((this.#rounds * this.#inFlight) / (this.#lastMs - this.#firstMs)) * 1000;
  }
}
