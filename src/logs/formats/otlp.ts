import { isObject, type JsonObject, jsonLines, objectAt, objectIn, textAt } from './json.ts';
import { type Emit, type Format, LogLine, type Verdict } from './log-line.ts';

/** `SPAN_KIND_SERVER`. */
const SERVER = new Set<unknown>([2, '2', 'SPAN_KIND_SERVER']);

/** Spans of OpenTelemetry as JSON: a batch a line, or one document. Spans of servers are requests. */
export const otlp: Format = {
  ...jsonLines(
    { name: 'otlp', stamp: 'start', inOrder: false, service: null },
    () => (object, line, emit) => spansIn(object, line, emit),
    '"resourceSpans"',
  ),
  document: (text, emit) => {
    const object = objectIn(text);
    return object === undefined ? 'another form' : spansIn(object, new LogLine(), emit);
  },
};

function spansIn(object: JsonObject, line: LogLine, emit: Emit): Verdict {
  let found = false;
  for (const resource of listAt(object, 'resourceSpans')) {
    const pool = attributes(objectAt(resource, 'resource')).get('service.instance.id') ?? '';
    const scopes = [...listAt(resource, 'scopeSpans'), ...listAt(resource, 'instrumentationLibrarySpans')];
    for (const span of scopes.flatMap((scope) => listAt(scope, 'spans'))) {
      line.clear().pool = pool;
      if (!SERVER.has(span.kind) || !fill(line, span)) continue;
      emit(line);
      found = true;
    }
  }
  return found ? 'request' : 'other line';
}

function fill(line: LogLine, span: JsonObject): boolean {
  const startNs = nanoseconds(textAt(span, 'startTimeUnixNano'));
  const endNs = nanoseconds(textAt(span, 'endTimeUnixNano'));
  if (startNs === undefined || endNs === undefined) return false;
  const found = attributes(span);
  const method = found.get('http.request.method') ?? found.get('http.method');
  if (method === undefined) return false;
  // The clock's ns do not fit into a double; µs do.
  line.stampMs = Number(startNs / 1000n) / 1000;
  line.durationMs = Number(endNs - startNs) / 1e6;
  line.method = method;
  line.target =
    found.get('http.route') ?? found.get('url.path') ?? found.get('http.target') ?? textAt(span, 'name');
  line.status = Number(found.get('http.response.status_code') ?? found.get('http.status_code') ?? 0);
  return true;
}

function nanoseconds(text: string): bigint | undefined {
  return /^\d+$/.test(text) ? BigInt(text) : undefined;
}

function listAt(object: JsonObject, key: string): JsonObject[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function attributes(object: JsonObject): Map<string, string> {
  return new Map(
    listAt(object, 'attributes').map((one) => {
      const value = objectAt(one, 'value');
      return [textAt(one, 'key'), textAt(value, 'stringValue') || textAt(value, 'intValue')];
    }),
  );
}
