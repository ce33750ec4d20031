import { isObject, objectIn } from './json.ts';
import { type Emit, type Format, type JsonObject, LogLine, type Verdict } from './log-line.ts';

/** Where a value stands: `['request', 'uri']`. Its last key is looked for, so the others only matter if a line has that twice. */
type Path = readonly string[];

/** Fills the line from the values of the paths, in their order. A value that is missing, or no text or number, is empty. */
export type ReadFields = (values: readonly string[], line: LogLine, emit: Emit) => Verdict;

/**
 * A format with an object of JSON a line, of which few values are needed. Those are cut out of the text, which takes a third of the
 * time of parsing it. `mark` is a text that every line with a request has. The first path has a value in each of them.
 */
export function jsonFields(
  format: Omit<Format, 'lines'>,
  mark: string,
  paths: readonly Path[],
  open: () => ReadFields,
): Format {
  const keys = paths.map((path) => `${path.at(-1)}":`);
  return {
    ...format,
    lines: () => {
      const line = new LogLine();
      const values = paths.map(() => '');
      const read = open();
      return (text, emit) => {
        if (!text.includes(mark)) return text.startsWith('{') ? 'other line' : 'another form';
        if (!cutOut(text, keys, values) && !parsed(text, paths, values)) return 'another form';
        return read(values, line.clear(), emit);
      };
    },
  };
}

const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;
const CLOSING_BRACE = 125;

/**
 * Cuts the values of these keys out of a line. Quotes inside a text are escaped, so `"key":` is a key wherever it stands. False if
 * the line must be parsed: it is not whole, has a key twice, an escape or a list in a value, or lacks the first.
 */
function cutOut(text: string, keys: readonly string[], values: string[]): boolean {
  if (text.charCodeAt(text.length - 1) !== CLOSING_BRACE) return false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    const at = keyFrom(text, key, 0);
    const from = at + key.length;
    if (at < 0) values[i] = '';
    else if (keyFrom(text, key, from) >= 0 || !cutValue(text, from, values, i)) return false;
  }
  return values[0] !== '';
}

/** The place of `key":` with a quote before it; −1 if there is none. */
function keyFrom(text: string, key: string, from: number): number {
  for (let at = text.indexOf(key, from); at >= 0; at = text.indexOf(key, at + 1))
    if (text.charCodeAt(at - 1) === QUOTE && text.charCodeAt(at - 2) !== BACKSLASH) return at;
  return -1;
}

function cutValue(text: string, after: number, values: string[], i: number): boolean {
  let from = after;
  while (text.charCodeAt(from) === SPACE) from++;
  if (text.charCodeAt(from) === QUOTE) {
    const to = text.indexOf('"', from + 1);
    if (to < 0) return false;
    const value = text.slice(from + 1, to);
    values[i] = value;
    return !value.includes('\\');
  }
  let to = from;
  while (isOfNumber(text.charCodeAt(to))) to++;
  values[i] = text.slice(from, to);
  return to > from;
}

/** Digits, `-`, `+`, `.`, `e` and `E`. */
function isOfNumber(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || code === 45 || code === 46 || code === 43 || code === 101 || code === 69
  );
}

function parsed(text: string, paths: readonly Path[], values: string[]): boolean {
  const object = objectIn(text);
  if (object === undefined) return false;
  for (const [i, path] of paths.entries()) values[i] = valueAt(object, path);
  return true;
}

function valueAt(object: JsonObject, path: Path): string {
  let value: unknown = object;
  for (const key of path) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
