/** What was said earlier than this before the end is not about it. */
const RECENT_MS = 1000;
const LONGEST = 400;
/** Of a line without an end. */
const LONGEST_BEGUN = 64 * 1024;
/** What Node says below every error. */
const BELOW_ERRORS = /^(Node\.js v\d|\(Use `node )/;

/** What a process writes to stderr, of which one line is quoted when it dies: the one that says why. */
export class LastWords {
  readonly #heard: (line: string, from: 'log' | 'other code') => void;
  /** The beginning of a line that is not whole yet. */
  #begun = '';
  #error: string | undefined;
  #last: string | undefined;
  #saidMs = Number.NEGATIVE_INFINITY;

  /** `heard` is given each line. Lines of the log are no last words. */
  constructor(heard: (line: string, from: 'log' | 'other code') => void) {
    this.#heard = heard;
  }

  hear(text: string, nowMs: number): void {
    if (nowMs - this.#saidMs > RECENT_MS) this.#forget();
    this.#saidMs = nowMs;
    const lines = `${this.#begun}${text}`.split('\n');
    this.#begun = (lines.pop() ?? '').slice(-LONGEST_BEGUN);
    for (const line of lines) this.#line(line);
  }

  /** The line that names the error, or else the last one; undefined if it said nothing of late. */
  at(nowMs: number): string | undefined {
    if (nowMs - this.#saidMs > RECENT_MS) return undefined;
    if (this.#begun !== '') this.#line(this.#begun);
    this.#begun = '';
    return (this.#error ?? this.#last)?.slice(0, LONGEST);
  }

  #line(line: string): void {
    const isLog = line.startsWith('{"level"');
    this.#heard(line, isLog ? 'log' : 'other code');
    if (isLog) return;
    const words = line.trim();
    if (words === '' || BELOW_ERRORS.test(words)) return;
    // However long the stack below it is, and whatever caused it: the first is what it died of.
    if (/^(?:\w*Error\b|FATAL)/.test(words)) this.#error ??= words;
    // Errors need not be called that, but what stands on top of a stack is one.
    else if (/^\s+at /.test(line)) this.#error ??= this.#last;
    this.#last = words;
  }

  #forget(): void {
    this.#error = undefined;
    this.#last = undefined;
  }
}
