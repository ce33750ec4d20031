import type { TrafficRequest } from '../plan/app-under-test.ts';
import { checkedRequest } from './checked-request.ts';
import type { ReadRequests } from './request-lines.ts';

const CREDENTIALS = new Set(['authorization', 'cookie', 'proxy-authorization']);
/**
 * Of the browser's connection, of the host it was made to, or of what its cache held: a server that answers 304 does no work.
 */
const NOT_SENT_AGAIN = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'keep-alive',
  'origin',
  'proxy-connection',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What is read of an entry: everything in a HAR may be missing or something else. */
interface Entry {
  readonly method: unknown;
  readonly url: URL;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly postData: unknown;
}

/** The requests that a browser recorded to the origin of its first one. */
export function requestsInHar(text: string, place: string, keepCredentials: boolean): ReadRequests {
  const entries = entriesOf(text);
  if (typeof entries === 'string') return { requests: [], mistakes: [`${place}: ${entries}`], notes: [] };
  const requests: TrafficRequest[] = [];
  const mistakes: string[] = [];
  const left = { elsewhere: 0, credentials: 0 };
  let origin: string | undefined;
  for (const [i, value] of entries.entries()) {
    const entry = entryOf(value);
    if (typeof entry === 'string') {
      mistakes.push(`${place}: entry ${i + 1}: ${entry}`);
      continue;
    }
    if (!/^https?:$/.test(entry.url.protocol)) continue;
    origin ??= entry.url.origin;
    if (entry.url.origin !== origin) {
      left.elsewhere++;
      continue;
    }
    const headers = sentAgain(entry.headers, keepCredentials);
    left.credentials += headers.credentials;
    const body = bodyOf(entry.postData);
    const { pathname, search } = entry.url;
    const checked = checkedRequest({
      method: entry.method,
      path: `${pathname}${search}`,
      headers: headers.kept,
      ...body.request,
    });
    const wrong = [...body.mistakes, ...('mistakes' in checked ? checked.mistakes : [])];
    if ('request' in checked && wrong.length === 0) requests.push(checked.request);
    mistakes.push(...wrong.map((why) => `${place}: entry ${i + 1}: ${why}`));
  }
  return { requests, mistakes, notes: notesOf(place, origin, left) };
}

function notesOf(
  place: string,
  origin: string | undefined,
  { elsewhere, credentials }: { readonly elsewhere: number; readonly credentials: number },
): string[] {
  return [
    ...(elsewhere > 0
      ? [`${place}: ${elsewhere} requests to other servers than ${origin} are left out`]
      : []),
    ...(credentials > 0
      ? [`${place}: ${credentials} cookies and authorizations are left out (--keep-credentials keeps them)`]
      : []),
  ];
}

function entriesOf(text: string): readonly unknown[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return `is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  const entries = memberOf(memberOf(value, 'log'), 'entries');
  return Array.isArray(entries) ? entries : 'is no HAR: it has no log.entries';
}

function entryOf(value: unknown): Entry | string {
  const request = memberOf(value, 'request');
  const url = memberOf(request, 'url');
  if (typeof url !== 'string' || !URL.canParse(url)) return 'has no request.url';
  const headers = memberOf(request, 'headers');
  return {
    method: memberOf(request, 'method'),
    url: new URL(url),
    headers: (Array.isArray(headers) ? headers : []).flatMap((header: unknown) => {
      const [name, text] = [memberOf(header, 'name'), memberOf(header, 'value')];
      return typeof name === 'string' && typeof text === 'string' ? [[name, text] as const] : [];
    }),
    postData: memberOf(request, 'postData'),
  };
}

function sentAgain(headers: Entry['headers'], keepCredentials: boolean) {
  const kept: Record<string, string> = {};
  let credentials = 0;
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (CREDENTIALS.has(lower) && !keepCredentials) credentials++;
    // Names with a colon are of HTTP/2.
    else if (!NOT_SENT_AGAIN.has(lower) && !lower.startsWith(':')) kept[lower] = value;
  }
  return { kept, credentials };
}

/** A form may be kept field by field; files are not kept at all. */
function bodyOf(postData: unknown): {
  readonly request: { readonly body?: string };
  readonly mistakes: readonly string[];
} {
  if (postData === undefined || postData === null) return { request: {}, mistakes: [] };
  const text = memberOf(postData, 'text');
  if (typeof text === 'string') return { request: { body: text }, mistakes: [] };
  const params = memberOf(postData, 'params');
  const isForm = String(memberOf(postData, 'mimeType')).includes('x-www-form-urlencoded');
  if (!Array.isArray(params) || !isForm)
    return { request: {}, mistakes: ['has a body that the HAR does not hold: leave the entry out'] };
  const fields = params.map((one: unknown): [string, string] => [
    String(memberOf(one, 'name') ?? ''),
    String(memberOf(one, 'value') ?? ''),
  ]);
  return { request: { body: new URLSearchParams(fields).toString() }, mistakes: [] };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
