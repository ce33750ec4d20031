/** A longer line is no line of a log. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/**
 * Cuts pieces of a file into lines. Bytes become characters one to one (latin1), which is fastest; whoever keeps a text
 * decodes it. A line that is too long is dropped and reported as undefined.
 */
export class LineCutter {
  readonly #take: (line: string | undefined, number: number) => void;
  #rest = '';
  #number = 0;
  #dropping = false;

  constructor(take: (line: string | undefined, number: number) => void) {
    this.#take = take;
  }

  push(piece: Buffer): void {
    const text = piece.toString('latin1');
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      // Only the first is put together: a whole piece would be copied for it.
      if (from === 0 && this.#rest !== '') this.#joined(text.slice(0, to));
      else this.#line(text, from, to);
      from = to + 1;
    }
    this.#rest = from === 0 ? this.#rest + text : text.slice(from);
    if (this.#rest.length > MOST_CHARACTERS) {
      this.#rest = '';
      this.#dropping = true;
    }
  }

  #joined(beginning: string): void {
    const line = this.#rest + beginning;
    this.#rest = '';
    this.#line(line, 0, line.length);
  }

  end(): void {
    if (this.#rest !== '' || this.#dropping) this.#line(this.#rest, 0, this.#rest.length);
    this.#rest = '';
  }

  #line(text: string, from: number, to: number): void {
    this.#number++;
    const end = to > from && text.charCodeAt(to - 1) === 13 ? to - 1 : to;
    // The byte-order mark of UTF-8.
    const start = this.#number === 1 && text.startsWith('\u00ef\u00bb\u00bf') ? from + 3 : from;
    this.#take(this.#dropping ? undefined : text.slice(start, end), this.#number);
    this.#dropping = false;
  }
}

/** The same characters in a text of its own. */
export function kept(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('latin1');
}

/** A text of its own, that does not keep the piece alive it was cut from. */
export function decoded(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
