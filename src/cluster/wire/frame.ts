import { isCount } from './wire-fields.ts';

/**
 * A message as text that says where it ends. Parameters and results are JSON already: within the JSON of a batch they would be
 * written and read a second time, which costs more than all else that is done to a message. So a text that stands last in a
 * message of a batch follows behind the line of JSON. The line is a list: of each such text the place of its message and the
 * length in UTF-16 units, then the batch without the texts.
 */
export function frameOf(message: object): string {
  const apart: number[] = [];
  if (!Array.isArray(message)) return `${JSON.stringify([apart, message])}\n`;
  const rest: unknown[] = message.slice();
  let texts = '';
  for (let place = 0; place < message.length; place++) {
    const part: unknown = message[place];
    if (!Array.isArray(part)) continue;
    const text: unknown = part[part.length - 1];
    if (typeof text !== 'string') continue;
    apart.push(place, text.length);
    rest[place] = part.slice(0, -1);
    texts += text;
  }
  return `${JSON.stringify([apart, rest])}\n${texts}`;
}

/** Reads messages out of pieces of text that end anywhere. */
export class FrameReader {
  #text = '';
  /** How long a text has to be for a look at it to be worth while. */
  #needed = 0;

  /**
   * The messages that are whole now; batches that came together as one, so that one batch answers them. Throws for what is no
   * frame; nothing that follows it can be read.
   */
  read(piece: string): unknown[] {
    this.#text += piece;
    const messages: unknown[] = [];
    while (this.#text.length >= this.#needed) {
      const lineEnd = this.#text.indexOf('\n') + 1;
      if (lineEnd === 0) break;
      const [apart, message] = parsed(this.#text.slice(0, lineEnd));
      this.#needed = lineEnd;
      for (let i = 1; i < apart.length; i += 2) this.#needed += apart[i] as number;
      if (this.#text.length < this.#needed) break;
      this.#putBack(apart, message as unknown[][], lineEnd);
      this.#text = this.#text.slice(this.#needed);
      this.#needed = 0;
      add(messages, message);
    }
    return messages;
  }

  #putBack(apart: readonly number[], batch: readonly unknown[][], lineEnd: number): void {
    let at = lineEnd;
    for (let i = 1; i < apart.length; i += 2) {
      const end = at + (apart[i] as number);
      batch[apart[i - 1] as number]?.push(this.#text.slice(at, end));
      at = end;
    }
  }
}

function parsed(line: string): readonly [apart: readonly number[], message: unknown] {
  const frame: unknown = JSON.parse(line);
  if (!Array.isArray(frame) || !Array.isArray(frame[0]) || !frame[0].every(isCount))
    throw new SyntaxError('a line is JSON, but no message of ours');
  return [frame[0], frame[1]];
}

function add(messages: unknown[], message: unknown): void {
  const last = messages[messages.length - 1];
  if (Array.isArray(last) && Array.isArray(message) && last[0] === message[0]) last.push(...message.slice(1));
  else messages.push(message);
}
