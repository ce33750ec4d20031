import { emitTimed, jsonLines, numberAt, textAt } from './json.ts';
import type { Format, JsonObject } from './log-line.ts';
import { lastSeconds, setRequest } from './pattern.ts';
import { anyStampMs, secondsInMs } from './stamps.ts';

const STAMPS = ['msec', 'time_iso8601', 'timestamp', '@timestamp', 'time', 'time_local'];

/** nginx with a `log_format` of JSON whose keys are the names of its variables. */
export const nginxJson: Format = jsonLines(
  { name: 'nginx-json', stamp: 'end', inOrder: true, service: 'field' },
  () => (object, line, emit) => {
    const request = textAt(object, 'request');
    if (request !== '') setRequest(line, request);
    else {
      line.method = textAt(object, 'request_method') || textAt(object, 'method') || 'GET';
      line.target = firstOf(object, ['request_uri', 'uri', 'path']);
    }
    if (line.target === '') return 'other line';
    line.stampMs = anyStampMs(firstOf(object, STAMPS));
    line.durationMs = secondsInMs(numberAt(object, 'request_time'));
    line.serviceMs = lastSeconds(textAt(object, 'upstream_response_time'));
    line.status = numberAt(object, 'status') || 0;
    line.pool = textAt(object, 'upstream_addr');
    return emitTimed(line, emit);
  },
  '"request_time"',
);

function firstOf(object: JsonObject, keys: readonly string[]): string {
  for (const key of keys) {
    const text = textAt(object, key);
    if (text !== '') return text;
  }
  return '';
}
