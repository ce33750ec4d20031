import { emitTimed } from './json.ts';
import { jsonFields } from './json-fields.ts';
import type { Format } from './log-line.ts';
import { numberIn } from './pattern.ts';
import { anyStampMs, secondsInMs } from './stamps.ts';

/** Its stamps are those of the end. Status 0 is a client that left. */
export const caddy: Format = jsonFields(
  { name: 'caddy', stamp: 'end', inOrder: true, service: null },
  '"uri"',
  [['request', 'uri'], ['request', 'method'], ['ts'], ['duration'], ['status']],
  () =>
    ([target = '', method = '', ts = '', duration = '', status = ''], line, emit) => {
      if (target === '') return 'other line';
      line.stampMs = anyStampMs(ts);
      line.durationMs = secondsInMs(numberIn(duration));
      line.method = method;
      line.target = target;
      line.status = Number(status) || 499;
      return emitTimed(line, emit);
    },
);
