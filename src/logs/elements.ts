/** A longer one is not kept. */
const MOST_CHARACTERS = 64 * 1024 * 1024;
/** Room for the name of the list, its colon and its bracket, with white space. */
const MOST_BEGINNING = 400;

const QUOTE = 34;
const BACKSLASH = 92;
const [OPENING_BRACKET, CLOSING_BRACKET] = [91, 93];
const [OPENING_BRACE, CLOSING_BRACE] = [123, 125];

/**
 * Cuts the objects of one list out of a document of JSON, whose bytes come in pieces. Only one object is kept at a time; one that is
 * too long is reported as undefined.
 */
export class ElementCutter {
  readonly #take: (element: string | undefined) => void;
  readonly #beginning: RegExp;
  #state: 'before' | 'inside' | 'after' = 'before';
  /** What came before the list, as far as its beginning may be in it. */
  #tail = '';
  readonly #nesting = new Nesting();
  #parts: string[] = [];
  #length = 0;

  constructor(list: string, take: (element: string | undefined) => void) {
    this.#take = take;
    this.#beginning = new RegExp(String.raw`"${list}"\s*:\s*\[`);
  }

  /** True once the list has ended. */
  get isWhole(): boolean {
    return this.#state === 'after';
  }

  push(piece: Buffer): void {
    const text = piece.toString('latin1');
    if (this.#state === 'inside') this.#cut(text, 0);
    else if (this.#state === 'before') this.#find(this.#tail + text);
  }

  #find(text: string): void {
    const match = this.#beginning.exec(text);
    if (match === null) {
      this.#tail = text.slice(-MOST_BEGINNING);
      return;
    }
    this.#state = 'inside';
    this.#cut(text, match.index + match[0].length);
  }

  #cut(text: string, begin: number): void {
    const nesting = this.#nesting;
    let from = begin;
    for (let at = begin; at < text.length; at++) {
      const before = nesting.depth;
      nesting.step(text.charCodeAt(at));
      if (nesting.depth === before) continue;
      if (before === 0 && nesting.depth === 1) from = at;
      else if (nesting.depth === 0) this.#end(text.slice(from, at + 1));
      if (nesting.depth >= 0) continue;
      this.#state = 'after';
      return;
    }
    if (nesting.depth > 0) this.#keep(text.slice(from));
  }

  #keep(part: string): void {
    this.#length += part.length;
    if (this.#length > MOST_CHARACTERS) this.#parts = [];
    else this.#parts.push(part);
  }

  #end(part: string): void {
    this.#keep(part);
    this.#take(this.#length > MOST_CHARACTERS ? undefined : this.#parts.join(''));
    this.#parts = [];
    this.#length = 0;
  }
}

/** How many objects and lists are open. */
class Nesting {
  depth = 0;
  #inText = false;
  #escaped = false;

  step(code: number): void {
    if (this.#inText) this.#stepInText(code);
    else if (code === QUOTE) this.#inText = true;
    else if (code === OPENING_BRACE || code === OPENING_BRACKET) this.depth++;
    else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) this.depth--;
  }

  #stepInText(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) this.#inText = false;
  }
}
