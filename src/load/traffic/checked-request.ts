import type { TrafficRequest } from '../plan/app-under-test.ts';
import { OTHER } from './classes.ts';
import { routeOf } from './route.ts';

/** What autocannon sends, without CONNECT and TRACE: no app serves those. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const FIELDS = ['method', 'path', 'headers', 'body', 'class'];
/** The driver writes these itself, or they would break the connection. */
const NOT_TO_BE_SET = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const PATH = /^\/[\x21\x22\x24-\x7e]*$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\uffff]*$/;
const CLASS = /^[\x21-\x7e](?:[\x20-\x7e]{0,78}[\x21-\x7e])?$/;
/** Rows of tables and limits call something else so. */
const TAKEN = ['light', 'heavy', 'all', 'objective', 'attainment', 'mean', 'p50', 'p90', 'p95', 'p99'];
const MAX_PATH = 8192;
const MAX_BODY = 2 ** 20;

export type Checked = { readonly request: TrafficRequest } | { readonly mistakes: readonly string[] };

/** A request as a user wrote it: whole, or every mistake in it, one sentence each. */
export function checkedRequest(value: unknown): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { mistakes: [`must be a request, such as { "method": "GET", "path": "/report/17" }`] };
  const fields = new Map<string, unknown>(Object.entries(value));
  const mistakes = [...fields.keys()]
    .filter((name) => !FIELDS.includes(name))
    .map((name) => `${quoted(name)} is no field of a request; fields are ${FIELDS.join(', ')}`);
  const field = <T>(read: (value: unknown) => T | Mistake, name: string): T | undefined => {
    const found = read(fields.get(name));
    if (!(found instanceof Mistake)) return found;
    mistakes.push(`${name} ${found.why}`);
    return undefined;
  };
  const method = field(methodIn, 'method');
  const path = field(pathIn, 'path');
  const headers = field(headersIn, 'headers');
  const body = field(bodyIn, 'body');
  const name = field(classIn, 'class');
  if (mistakes.length > 0 || method === undefined || path === undefined || body === undefined)
    return { mistakes };
  return {
    request: {
      method,
      path,
      headers: { ...body.headers(headers ?? {}), ...headers },
      body: body.text,
      class: name ?? routeOf(method, path),
    },
  };
}

class Mistake {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

function methodIn(value: unknown = 'GET'): string | Mistake {
  const method = typeof value === 'string' ? value.toUpperCase() : '';
  return METHODS.includes(method)
    ? method
    : new Mistake(`must be one of ${METHODS.join(', ')}, but is ${quoted(value)}`);
}

function pathIn(value: unknown): string | Mistake {
  if (value === undefined) return new Mistake('is missing; give one such as /report/17');
  if (typeof value !== 'string')
    return new Mistake(`must be a text such as /report/17, but is ${quoted(value)}`);
  if (/^[a-z]+:\/\//i.test(value))
    return new Mistake(`must begin with /: the server is that of --app or --url, not ${quoted(value)}`);
  if (value.length > MAX_PATH)
    return new Mistake(`has ${value.length} characters; at most ${MAX_PATH} are sent`);
  if (PATH.test(value)) return value;
  return new Mistake(
    value.startsWith('/')
      ? `must be written as it is sent, without spaces, # or letters beyond ASCII (%20 for a space), but is ${quoted(value)}`
      : `must begin with /, but is ${quoted(value)}`,
  );
}

function headersIn(value: unknown = {}): Record<string, string> | Mistake {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return new Mistake(`must be an object such as { "accept": "text/html" }, but is ${quoted(value)}`);
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(value)) {
    if (!HEADER_NAME.test(name)) return new Mistake(`has ${quoted(name)}, which is no name of a header`);
    if (NOT_TO_BE_SET.has(name.toLowerCase()))
      return new Mistake(`has ${name}, which the driver sets: leave it out`);
    if (typeof text !== 'string' || !HEADER_VALUE.test(text))
      return new Mistake(`has ${name}, whose value must be a text of one line, but is ${quoted(text)}`);
    headers[name] = text;
  }
  return headers;
}

/** Its text, and the headers it needs that were not given. */
interface Body {
  readonly text: string | undefined;
  headers(given: Readonly<Record<string, string>>): Record<string, string>;
}

function bodyIn(value: unknown): Body | Mistake {
  if (value === undefined || value === null) return { text: undefined, headers: () => ({}) };
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BODY) return new Mistake(`has ${bytes} bytes; at most ${MAX_BODY} are sent`);
  if (typeof value === 'string') return { text, headers: () => ({}) };
  const isTyped = (given: object) => Object.keys(given).some((name) => name.toLowerCase() === 'content-type');
  return { text, headers: (given) => (isTyped(given) ? {} : { 'content-type': 'application/json' }) };
}

function classIn(value: unknown): string | undefined | Mistake {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !CLASS.test(value))
    return new Mistake(`must be a name of up to 80 printable characters, but is ${quoted(value)}`);
  return TAKEN.includes(value) || value === OTHER
    ? new Mistake(`must be another name: ${value} already means something else`)
    : value;
}

/** Cut to what a line can show. */
function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
