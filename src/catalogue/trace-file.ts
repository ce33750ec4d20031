import { stat } from 'node:fs/promises';
import { UsageError } from '../core/usage-error.ts';
import type { RecordedLoad, TraceRow } from '../load/plan/scenario-states.ts';
import { fieldsOf } from './csv-line.ts';
import { HOUR_MS } from './field-checks.ts';
import { printable } from './names.ts';
import { forEachLine } from './text-lines.ts';

const HEADER = 'arrivalMs,type,serviceMs';
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_MISTAKES = 10;
/** Times from the start of a recording stay below this; as a clock time it is March 1973. */
const FIRST_CLOCK_MS = 1e11;
/** The year 2100: larger values are in a smaller unit than ms. */
const LAST_CLOCK_MS = 4_102_444_800_000;

/** The requests of a trace by arrival, and the facts of its file. */
export type Trace = Pick<RecordedLoad, 'rows' | 'recording'>;

/**
 * Reads a trace: a file with the header `arrivalMs,type,serviceMs` and a line for each request. `place` is its name in
 * messages.
 */
export async function readTrace(url: URL, place: string, types: readonly string[]): Promise<Trace> {
  await requireFile(place, url);
  const reader = new RowReader(place, types);
  const digest = await forEachLine(url, (line, number) => reader.take(line, number)).catch(
    (error: NodeJS.ErrnoException) => {
      throw new UsageError([`${place}: cannot be read (${error.code ?? error.message})`]);
    },
  );
  const { rows, outOfOrder } = reader.end();
  if (outOfOrder > 0) rows.sort((a, b) => a.arrivalMs - b.arrivalMs);
  const firstMs = rows[0]?.arrivalMs ?? 0;
  if (firstMs < FIRST_CLOCK_MS) return { rows, recording: { digest, requests: rows.length, outOfOrder } };
  for (const row of rows) row.arrivalMs -= firstMs;
  return { rows, recording: { digest, requests: rows.length, outOfOrder, clockMs: firstMs } };
}

async function requireFile(place: string, url: URL): Promise<void> {
  const found = await stat(url).catch(() => {
    throw new UsageError([`${place}: there is no such file`]);
  });
  if (found.isDirectory()) throw new UsageError([`${place}: is a folder; a trace is a file`]);
  if (!found.isFile()) throw new UsageError([`${place}: is a device or a pipe; a trace is a file`]);
  if (found.size > MAX_BYTES)
    throw new UsageError([
      `${place}: has ${found.size} bytes; a trace has at most ${MAX_BYTES}: remove requests`,
    ]);
}

type Row = { -readonly [Field in keyof TraceRow]: TraceRow[Field] };

/** Turns lines into rows and collects their mistakes. */
class RowReader {
  readonly #place: string;
  /** By name, so that all rows share one string. */
  readonly #types: ReadonlyMap<string, string>;
  readonly #rows: Row[] = [];
  readonly #mistakes: string[] = [];
  #latestMs = 0;
  #outOfOrder = 0;

  constructor(place: string, types: readonly string[]) {
    this.#place = place;
    this.#types = new Map(types.map((type) => [type, type]));
  }

  take(line: string, number: number): void {
    if (this.#mistakes.length >= MAX_MISTAKES) return;
    const row = number === 1 ? headerMistake(line) : this.#parse(line);
    if (typeof row === 'string') this.#mistakes.push(`${this.#place}:${number}: ${row}`);
    else if (row !== undefined) this.#add(row);
  }

  end(): { readonly rows: Row[]; readonly outOfOrder: number } {
    if (this.#mistakes.length === 0 && this.#rows.length === 0)
      this.#mistakes.push(
        `${this.#place}: no requests; the first line must be ${HEADER}, then one line for each request`,
      );
    if (this.#mistakes.length > 0) throw new UsageError(this.#mistakes);
    return { rows: this.#rows, outOfOrder: this.#outOfOrder };
  }

  #add(row: Row): void {
    this.#rows.push(row);
    if (row.arrivalMs < this.#latestMs) this.#outOfOrder++;
    else this.#latestMs = row.arrivalMs;
  }

  /** The row, or its mistake. */
  #parse(line: string): Row | string {
    const fields = fieldsOf(line);
    if (fields === undefined) return 'a quote is not closed';
    const [arrival = '', name = '', service = ''] = fields;
    if (fields.length !== 3) return `must have 3 fields, but has ${fields.length}`;
    const arrivalMs = numberIn(arrival);
    const serviceMs = numberIn(service);
    if (arrivalMs === undefined) return `arrivalMs ${EXPECTED}, but is ${printable(arrival)}`;
    if (serviceMs === undefined) return `serviceMs ${EXPECTED}, but is ${printable(service)}`;
    if (arrivalMs > LAST_CLOCK_MS) return `arrivalMs must be in ms, but ${arrival} ms is after the year 2100`;
    if (serviceMs > HOUR_MS) return `serviceMs must be at most ${HOUR_MS}, but is ${service}`;
    const type = this.#types.get(name);
    if (type === undefined) return `type must be one of ${[...this.#types.keys()].join(', ')}`;
    return { arrivalMs, type, serviceMs };
  }
}

function headerMistake(line: string): string | undefined {
  return fieldsOf(line)?.join(',') === HEADER ? undefined : `the header must be ${HEADER}`;
}

const EXPECTED = 'must be a number of ms from 0, such as 1500, 12.25 or 1.6e12';
const NUMBER = /^\+?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Undefined unless the text is a finite number of at least 0. */
function numberIn(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
