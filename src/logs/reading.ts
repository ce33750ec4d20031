import { basename } from 'node:path';
import { UsageError } from '../core/usage-error.ts';
import type { Collector } from './collector.ts';
import type { Format, ReadLine, Verdict } from './formats/log-line.ts';
import { LineCutter } from './lines.ts';
import { bytesOf } from './open-file.ts';
import { Tally } from './tally.ts';

const MOST_DOCUMENT_BYTES = 64 * 1024 * 1024;

export interface LogFile {
  readonly path: string;
  readonly bytes: number;
  readonly format: Format;
}

/** Reads files one after another into one collector. */
export class Reading {
  readonly notUnderstood = new Tally();
  lines = 0;
  /** The first line that was not understood. */
  strange: { readonly place: string; readonly text: string } | undefined;
  readonly #collector: Collector;

  constructor(collector: Collector) {
    this.#collector = collector;
  }

  async file(file: LogFile, onProgress: (share: number) => void): Promise<void> {
    const { path, format } = file;
    this.#collector.startFile(basename(path), format.stamp, format.inOrder);
    if (format.lines === null) await this.#document(file);
    else await this.#lines(file, format.lines(), onProgress);
  }

  async #lines({ path, bytes }: LogFile, read: ReadLine, onProgress: (share: number) => void) {
    let at = 0;
    const emit: Parameters<typeof read>[1] = (line) => this.#collector.take(line, at);
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

  async #document({ path, format }: LogFile): Promise<void> {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of bytesOf(path)) {
      pieces.push(piece);
      length += piece.length;
      if (length > MOST_DOCUMENT_BYTES)
        throw new UsageError([`${path}: is one document of more than ${MOST_DOCUMENT_BYTES} bytes; cut it`]);
    }
    let at = 0;
    const verdict = format.document?.(Buffer.concat(pieces).toString('latin1'), (line) =>
      this.#collector.take(line, ++at),
    );
    this.lines += at;
    this.#judge(verdict ?? 'another form', path, 1, '');
  }

  #judge(verdict: Verdict, path: string, number: number, text: string): void {
    const file = basename(path);
    switch (verdict) {
      case 'request':
      case 'other line':
        return;
      case 'another form':
      case 'no time':
        this.strange ??= { place: `${path}:${number}`, text };
        this.notUnderstood.add(verdict, file, number);
        return;
      default:
        this.#collector.leftOut.add(verdict, file, number);
    }
  }
}
