import { stat } from 'node:fs/promises';
import { UsageError } from '../core/usage-error.ts';
import { Collector } from './collector.ts';
import type { Columns } from './columns.ts';
import { detect, quoted } from './detect.ts';
import type { Format } from './formats/log-line.ts';
import { bytesOf } from './open-file.ts';
import { type LogFile, Reading, type Strange } from './reading.ts';
import type { NamedRoute } from './routes.ts';
import { spreadSeconds } from './spread-seconds.ts';
import type { Counted } from './tally.ts';

const BEGINNING_BYTES = 128 * 1024;
/** More than this share of lines that are not understood is the wrong format. */
const MOST_NOT_UNDERSTOOD = 0.05;

/** The requests of one or more files, with everything else counted under a name. */
export interface AccessLog {
  readonly format: Format;
  readonly lines: number;
  readonly columns: Columns;
  /** Names of the routes by number. */
  readonly routes: readonly string[];
  readonly firstMs: number;
  readonly lastMs: number;
  /** False if all requests may be of one server, whatever their pools. */
  readonly hasPools: boolean;
  readonly stampStepMs: number;
  readonly durationStepMs: number;
  readonly leftOut: readonly Counted[];
  readonly notUnderstood: readonly Counted[];
  /** Each a sentence: what was done to the times. */
  readonly notes: readonly string[];
}

/** Reads logs in the order of their times, whatever order they are named in. Memory grows by 20 bytes a request. */
export async function readLog(
  paths: readonly string[],
  wanted: readonly Format[] | undefined,
  named: readonly NamedRoute[],
  onProgress: (share: number) => void,
): Promise<AccessLog> {
  const files = await inOrderOfTime(paths, wanted);
  const format = (files[0] as OpenedFile).format;
  const collector = new Collector(named, format.service !== null);
  const reading = new Reading(collector);
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  for (const file of files) {
    await reading.file(file, (share) => onProgress((doneBytes + share * file.bytes) / totalBytes));
    doneBytes += file.bytes;
  }
  const { columns, routes, leftOut, jumps, firstMs, lastMs, stampStepMs, durationStepMs } = collector;
  refuseUnusable(files[0] as OpenedFile, reading, collector);
  if (stampStepMs === 1000) spreadSeconds(columns);
  return {
    format,
    lines: reading.lines,
    columns,
    routes: routes.names,
    firstMs,
    lastMs,
    hasPools: collector.hasPools,
    stampStepMs,
    durationStepMs,
    leftOut: leftOut.all(),
    notUnderstood: reading.notUnderstood.all(),
    notes: [
      ...jumps
        .all()
        .map(
          ({ count, first }) =>
            `The clock jumps back ${count === 1 ? 'once' : `${count} times`} (${first}); time goes on there without a gap.`,
        ),
      ...(stampStepMs === 1000
        ? [
            'Stamps are whole seconds: requests are spread evenly within each, and bursts below 1 s are unknown.',
          ]
        : []),
    ],
  };
}

interface OpenedFile extends LogFile {
  readonly firstMs: number;
}

async function inOrderOfTime(
  paths: readonly string[],
  wanted: readonly Format[] | undefined,
): Promise<OpenedFile[]> {
  const files: OpenedFile[] = [];
  for (const path of paths) {
    const beginning = await beginningOf(path);
    const format = detect(path, beginning, wanted);
    files.push({ path, bytes: (await stat(path)).size, format, firstMs: firstStamp(format, beginning) });
  }
  const [first] = files;
  const other = files.find(({ format }) => format.name !== first?.format.name);
  if (first === undefined) throw new UsageError(['name at least one file of an access log']);
  if (other !== undefined)
    throw new UsageError([
      `${other.path}: is in the format ${other.format.name}, but ${first.path} is in ${first.format.name}; read them apart`,
    ]);
  return files.sort((a, b) => a.firstMs - b.firstMs);
}

async function beginningOf(path: string): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of bytesOf(path)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= BEGINNING_BYTES) break;
  }
  return Buffer.concat(pieces).toString('latin1', 0, BEGINNING_BYTES);
}

function firstStamp({ lines: open }: Format, beginning: string): number {
  let firstMs = Number.POSITIVE_INFINITY;
  const read = open?.();
  if (read === undefined) return firstMs;
  for (const line of beginning.split(/\r?\n/)) {
    read(line, ({ stampMs }) => {
      firstMs = Math.min(firstMs, stampMs);
    });
    if (firstMs !== Number.POSITIVE_INFINITY) break;
  }
  return firstMs;
}

function refuseUnusable(
  { path, format }: OpenedFile,
  reading: Reading,
  { columns, leftOut }: Collector,
): void {
  const { lines, notUnderstood, strange } = reading;
  if (strange !== undefined && notUnderstood.total > MOST_NOT_UNDERSTOOD * lines)
    throw new UsageError([notOf(format, strange, `${notUnderstood.total} of ${lines}`)]);
  if (columns.count > 0) return;
  const [most] = leftOut.all();
  throw new UsageError([
    most === undefined
      ? `${path}: holds no requests`
      : `${path}: holds no request that can be used: ${most.count} are left out (${most.name}, first ${most.first})`,
  ]);
}

function notOf(
  { name, lines, document }: Format,
  { path, number, text }: Strange,
  shareOfThem: string,
): string {
  if (lines === null)
    return `${path}: object ${number} of its list "${document?.list}" is none of ${name}, and ${shareOfThem} are not: ${quoted(text)}`;
  return `${path}:${number}: is not a line of ${name}, and ${shareOfThem} lines are not: ${quoted(text)}. Give the format: --format=<name or format string>`;
}
