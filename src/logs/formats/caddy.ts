import { emitTimed, jsonLines, numberAt, objectAt, textAt } from './json.ts';
import type { Format } from './log-line.ts';
import { anyStampMs, secondsInMs } from './stamps.ts';

/** Its stamps are those of the end. Status 0 is a client that left. */
export const caddy: Format = jsonLines(
  { name: 'caddy', stamp: 'end', inOrder: true, service: null },
  () => (object, line, emit) => {
    const request = objectAt(object, 'request');
    const target = textAt(request, 'uri');
    if (target === '') return 'other line';
    line.stampMs = anyStampMs(textAt(object, 'ts'));
    line.durationMs = secondsInMs(numberAt(object, 'duration'));
    line.method = textAt(request, 'method');
    line.target = target;
    line.status = numberAt(object, 'status') || 499;
    return emitTimed(line, emit);
  },
  '"uri"',
);
