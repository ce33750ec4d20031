import { type Emit, type Format, LogLine, type ReadLine } from './log-line.ts';
import { clfMs, isoMs, secondsInMs } from './stamps.ts';

/** What a part of a line says. */
export type Field =
  | 'clf'
  | 'iso'
  | 'epoch s'
  | 'epoch ms'
  | 'epoch us'
  | 'duration s'
  | 'duration ms'
  | 'duration us'
  | 'service s'
  | 'request'
  | 'method'
  | 'target'
  | 'status'
  | 'pool'
  | 'nothing';

/** A line as one expression; its groups are the fields in order. */
export interface Pattern {
  readonly expression: RegExp;
  readonly fields: readonly Field[];
}

/** A format whose lines have one of these patterns. A file keeps the pattern of its line before. */
export function patternFormat(name: string, stamp: Format['stamp'], patterns: readonly Pattern[]): Format {
  const hasService = patterns.some(({ fields }) => fields.includes('service s'));
  return {
    name,
    stamp,
    inOrder: true,
    service: hasService ? 'field' : null,
    lines: () => readerOf(patterns),
  };
}

function readerOf(patterns: readonly Pattern[]): ReadLine {
  const line = new LogLine();
  const setters = fieldSetters();
  let current = 0;
  return (text, emit) => {
    for (let tried = 0; tried < patterns.length; tried++) {
      const at = (current + tried) % patterns.length;
      const { expression, fields } = patterns[at] as Pattern;
      const groups = expression.exec(text);
      if (groups === null) continue;
      current = at;
      line.clear();
      for (let i = 0; i < fields.length; i++) {
        const group = groups[i + 1];
        if (group !== undefined) setters[fields[i] as Field](line, group);
      }
      return emitted(line, emit);
    }
    return 'another form';
  };
}

function emitted(line: LogLine, emit: Emit) {
  if (Number.isNaN(line.stampMs)) return 'no time';
  emit(line);
  return 'request';
}

type Setter = (line: LogLine, text: string) => void;

function fieldSetters(): Readonly<Record<Field, Setter>> {
  return {
    clf: (line, text) => {
      // A finer stamp may have come before.
      if (Number.isNaN(line.stampMs)) line.stampMs = clfMs(text);
    },
    iso: (line, text) => {
      line.stampMs = isoMs(text);
    },
    'epoch s': (line, text) => {
      line.stampMs = Math.round(Number(text) * 1e6) / 1e3;
    },
    'epoch ms': (line, text) => {
      line.stampMs = Number(text);
    },
    'epoch us': (line, text) => {
      line.stampMs = Number(text) / 1e3;
    },
    'duration s': (line, text) => {
      line.durationMs = secondsInMs(numberIn(text));
    },
    'duration ms': (line, text) => {
      line.durationMs = numberIn(text);
    },
    'duration us': (line, text) => {
      line.durationMs = numberIn(text) / 1e3;
    },
    'service s': (line, text) => {
      line.serviceMs = lastSeconds(text);
    },
    request: (line, text) => setRequest(line, text),
    method: (line, text) => {
      line.method = text;
    },
    target: (line, text) => {
      line.target = text;
    },
    status: (line, text) => {
      line.status = text === '-' ? 0 : Number(text);
    },
    pool: (line, text) => {
      line.pool = text === '-' ? '' : lastOf(text);
    },
    nothing: () => {},
  };
}

/** `GET /report/17 HTTP/1.1`; anything else is a request that no server understood. */
export function setRequest(line: LogLine, text: string): void {
  const from = text.indexOf(' ');
  const to = text.lastIndexOf(' ');
  if (from < 0) {
    line.target = text;
    return;
  }
  line.method = text.slice(0, from);
  line.target = to > from ? text.slice(from + 1, to) : text.slice(from + 1);
}

export function numberIn(text: string): number {
  return text === '-' || text === '' ? Number.NaN : Number(text);
}

/** After retries a field names each server, the last of which answered: `0.100, 0.200`, `- : 0.1`. */
export function lastSeconds(text: string): number {
  return secondsInMs(numberIn(lastOf(text)));
}

function lastOf(text: string): string {
  const at = Math.max(text.lastIndexOf(', '), text.lastIndexOf(' : ') + 1);
  return at <= 0 ? text : text.slice(at + 2).trim();
}
