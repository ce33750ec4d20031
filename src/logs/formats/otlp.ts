import { isObject, jsonLines, objectAt, textAt } from './json.ts';
import type { Emit, Format, JsonObject, LogLine, Verdict } from './log-line.ts';

/** `SPAN_KIND_SERVER`. */
const SERVER = new Set<unknown>([2, '2', 'SPAN_KIND_SERVER']);

/** Spans of OpenTelemetry as JSON: a batch a line, or one document. Spans of servers are requests. */
export const otlp: Format = {
  ...jsonLines(
    { name: 'otlp', stamp: 'start', inOrder: false, service: null },
    () => (object, line, emit) => {
      let verdict: Verdict = 'other line';
      for (const resource of listAt(object, 'resourceSpans'))
        if (spansOf(resource, line, emit) === 'request') verdict = 'request';
      return verdict;
    },
    '"resourceSpans"',
  ),
  document: { list: 'resourceSpans', read: spansOf },
};

function spansOf(resource: JsonObject, line: LogLine, emit: Emit): Verdict {
  let found = false;
  const pool = attributes(objectAt(resource, 'resource')).get('service.instance.id') ?? '';
  for (const scopes of ['scopeSpans', 'instrumentationLibrarySpans'])
    for (const scope of listAt(resource, scopes))
      for (const span of listAt(scope, 'spans')) {
        line.clear().pool = pool;
        if (!SERVER.has(span.kind) || !fill(line, span)) continue;
        emit(line);
        found = true;
      }
  return found ? 'request' : 'other line';
}

function fill(line: LogLine, span: JsonObject): boolean {
  const start = textAt(span, 'startTimeUnixNano');
  const end = textAt(span, 'endTimeUnixNano');
  if (!NANOSECONDS.test(start) || !NANOSECONDS.test(end)) return false;
  const found = attributes(span);
  const method = found.get('http.request.method') ?? found.get('http.method');
  if (method === undefined) return false;
  line.stampMs = microseconds(start) / 1000;
  line.durationMs =
    (microseconds(end) - microseconds(start)) / 1000 + (lastDigits(end) - lastDigits(start)) / 1e6;
  line.method = method;
  line.target =
    found.get('http.route') ?? found.get('url.path') ?? found.get('http.target') ?? textAt(span, 'name');
  line.status = Number(found.get('http.response.status_code') ?? found.get('http.status_code') ?? 0);
  return true;
}

/** The clock's ns do not fit into a double; µs do. */
const NANOSECONDS = /^\d{4,19}$/;

function microseconds(ns: string): number {
  return Number(ns.slice(0, -3));
}

function lastDigits(ns: string): number {
  return Number(ns.slice(-3));
}

function listAt(object: JsonObject, key: string): JsonObject[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function attributes(object: JsonObject): Map<string, string> {
  const found = new Map<string, string>();
  for (const one of listAt(object, 'attributes')) {
    const value = objectAt(one, 'value');
    found.set(textAt(one, 'key'), textAt(value, 'stringValue') || textAt(value, 'intValue'));
  }
  return found;
}
