import {
  type Emit,
  type Format,
  type JsonObject,
  LogLine,
  type ReadObject,
  type Verdict,
} from './log-line.ts';

/** A format with an object of JSON a line. */
export function jsonLines(
  format: Omit<Format, 'lines'>,
  open: () => ReadObject,
  /** A text that every line has, so that lines of other formats are not parsed. */
  mark?: string,
): Format {
  return {
    ...format,
    lines: () => {
      const line = new LogLine();
      const read = open();
      return (text, emit) => {
        if (mark !== undefined && !text.includes(mark))
          return text.startsWith('{') ? 'other line' : 'another form';
        const object = objectIn(text);
        return object === undefined ? 'another form' : read(object, line.clear(), emit);
      };
    },
  };
}

/** Undefined unless the text is an object. Something may stand before it, as `docker` and `journalctl` write it. */
export function objectIn(text: string): JsonObject | undefined {
  const from = text.indexOf('{');
  if (from < 0) return undefined;
  try {
    const value: unknown = JSON.parse(from === 0 ? text : text.slice(from));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return isObject(value) ? value : {};
}

/** NaN unless it is a number, or a text of one. */
export function numberAt(object: JsonObject, key: string): number {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

/** Empty unless it is a text or a number. */
export function textAt(object: JsonObject, key: string): string {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** Emits the line if it has a time. */
export function emitTimed(line: LogLine, emit: Emit): Verdict {
  if (Number.isNaN(line.stampMs)) return 'no time';
  emit(line);
  return 'request';
}
