import { emitTimed } from './json.ts';
import { type Format, LogLine, type ReadLine } from './log-line.ts';
import { numberIn } from './pattern.ts';
import { anyStampMs, secondsInMs } from './stamps.ts';
import { fieldsOf } from './table.ts';

/** Columns by what they may be called, in lower case. A duration's name says its unit. */
const STARTS = ['startms', 'start', 'arrivalms', 'started', 'start_time', 'starttime'];
const ENDS = ['endms', 'end', 'time', 'timestamp', 'date', 'ts', 'ended', 'end_time', 'endtime'];
const TARGETS = ['route', 'path', 'url', 'uri', 'target', 'request', 'endpoint', 'type', 'label'];
const MS = (value: number) => value;
const US = (value: number) => value / 1000;
const DURATIONS: Readonly<Record<string, (value: number) => number>> = {
  durationms: MS,
  duration_ms: MS,
  responsems: MS,
  response_ms: MS,
  responsetime: MS,
  latencyms: MS,
  latency_ms: MS,
  elapsed: MS,
  durations: secondsInMs,
  duration_s: secondsInMs,
  request_time: secondsInMs,
  duration_us: US,
  durationus: US,
  duration: MS,
};

/**
 * Any CSV with a header that names a time, a duration and a route. Of start and end, the start wins where both are
 * there; its stamps are then those of the start.
 */
export const csv: Format = plain('csv', 'end', [...ENDS]);
export const csvOfStarts: Format = plain('csv', 'start', [...STARTS]);

function plain(name: string, stamp: Format['stamp'], stamps: readonly string[]): Format {
  return { name, stamp, inOrder: false, service: null, lines: () => reader(stamps) };
}

interface Columns {
  readonly separator: string;
  readonly stamp: number;
  readonly duration: number;
  readonly inMs: (duration: number) => number;
  readonly target: number;
  readonly method: number;
  readonly status: number;
  readonly pool: number;
}

function reader(stamps: readonly string[]): ReadLine {
  const line = new LogLine();
  let columns: Columns | undefined;
  return (text, emit) => {
    if (columns === undefined) {
      columns = columnsOf(text, stamps);
      return columns === undefined ? 'another form' : 'other line';
    }
    const row = fieldsOf(text, columns.separator);
    const value = (at: number) => (row[at] ?? '').trim();
    if (row.length <= Math.max(columns.stamp, columns.duration, columns.target)) return 'another form';
    line.clear();
    line.stampMs = anyStampMs(value(columns.stamp));
    line.durationMs = columns.inMs(numberIn(value(columns.duration)));
    line.method = value(columns.method) || 'GET';
    line.target = value(columns.target);
    line.status = Number(value(columns.status)) || 0;
    line.pool = value(columns.pool);
    return emitTimed(line, emit);
  };
}

function columnsOf(header: string, stamps: readonly string[]): Columns | undefined {
  const separator = [',', '\t', ';'].find((one) => header.includes(one)) ?? ',';
  const names = fieldsOf(header, separator).map((name) => name.trim().toLowerCase());
  const among = (wanted: readonly string[]) =>
    names.indexOf(wanted.find((name) => names.includes(name)) ?? '\n');
  const duration = among(Object.keys(DURATIONS));
  const found = { stamp: among(stamps), duration, target: among(TARGETS) };
  if (found.stamp < 0 || found.duration < 0 || found.target < 0) return undefined;
  const inMs = DURATIONS[names[duration] ?? ''] ?? MS;
  const others = {
    method: among(['method']),
    status: among(['status', 'code']),
    pool: among(['pid', 'worker']),
  };
  return { separator, inMs, ...found, ...others };
}
