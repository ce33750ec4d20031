import { basename } from 'node:path';
import type { Collector } from './collector.ts';
import { ElementCutter } from './elements.ts';
import { objectIn } from './formats/json.ts';
import { type Emit, type Format, LogLine, type ReadLine, type Verdict } from './formats/log-line.ts';
import { LineCutter } from './lines.ts';
import { bytesOf } from './open-file.ts';
import { Tally } from './tally.ts';

export interface LogFile {
  readonly path: string;
  readonly bytes: number;
  readonly format: Format;
}

/** What was not understood. */
export interface Strange {
  readonly path: string;
  /** Of its line, or of the object in its list. */
  readonly number: number;
  readonly text: string;
}

/** Reads files one after another into one collector. */
export class Reading {
  readonly notUnderstood = new Tally();
  lines = 0;
  /** The first line that was not understood. */
  strange: Strange | undefined;
  readonly #collector: Collector;

  constructor(collector: Collector) {
    this.#collector = collector;
  }

  async file(file: LogFile, onProgress: (share: number) => void): Promise<void> {
    const { path, format } = file;
    this.#collector.startFile(basename(path), format.stamp, format.inOrder);
    if (format.lines === null) await this.#document(file, onProgress);
    else await this.#lines(file, format.lines(), onProgress);
  }

  async #lines({ path, bytes }: LogFile, read: ReadLine, onProgress: (share: number) => void) {
    let at = 0;
    const emit: Emit = (line) => this.#collector.take(line, at);
    const cutter = new LineCutter((line, number) => {
      at = number;
      if (line === '') return;
      this.lines++;
      this.#judge(
        line === undefined ? 'another form' : read(line, emit),
        path,
        number,
        line ?? '(longer than 4 MB)',
      );
    });
    let done = 0;
    for await (const piece of bytesOf(path)) {
      cutter.push(piece);
      done += piece.length;
      onProgress(Math.min(1, done / bytes));
    }
    cutter.end();
  }

  async #document({ path, bytes, format }: LogFile, onProgress: (share: number) => void): Promise<void> {
    const { list, read } = format.document as NonNullable<Format['document']>;
    const line = new LogLine();
    let at = 0;
    const emit: Emit = (one) => this.#collector.take(one, at);
    const cutter = new ElementCutter(list, (element) => {
      at++;
      this.lines++;
      const object = element === undefined ? undefined : objectIn(element);
      const verdict = object === undefined ? 'another form' : read(object, line.clear(), emit);
      this.#judge(verdict, path, at, element ?? '(longer than 64 MB)');
    });
    let done = 0;
    for await (const piece of bytesOf(path)) {
      cutter.push(piece);
      done += piece.length;
      onProgress(Math.min(1, done / bytes));
    }
    if (cutter.isWhole) return;
    this.lines++;
    this.#judge('another form', path, at + 1, `(the list "${list}" has no end)`);
  }

  #judge(verdict: Verdict, path: string, number: number, text: string): void {
    const file = basename(path);
    switch (verdict) {
      case 'request':
      case 'other line':
        return;
      case 'another form':
      case 'no time':
        this.strange ??= { path, number, text };
        this.notUnderstood.add(verdict, file, number);
        return;
      default:
        this.#collector.leftOut.add(verdict, file, number);
    }
  }
}
