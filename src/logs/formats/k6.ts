import { emitTimed, jsonLines, numberAt, objectAt, textAt } from './json.ts';
import type { Format } from './log-line.ts';
import { anyStampMs } from './stamps.ts';
import { tableFormat } from './table.ts';

const DURATION = 'http_req_duration';

/** `k6 run --out csv=…`: a row for each metric of each request. */
export const k6Csv: Format = tableFormat(
  { name: 'k6-csv', stamp: 'end', inOrder: false, service: null },
  ['metric_name', 'timestamp', 'metric_value'],
  (value, line, emit) => {
    if (value('metric_name') !== DURATION) return 'other line';
    line.stampMs = anyStampMs(value('timestamp'));
    line.durationMs = Number(value('metric_value'));
    line.method = value('method') || 'GET';
    line.target = value('name') || value('url');
    line.status = Number(value('status')) || 0;
    return emitTimed(line, emit);
  },
);

/** `k6 run --out json=…`: a point for each metric of each request. */
export const k6Json: Format = jsonLines(
  { name: 'k6-json', stamp: 'end', inOrder: false, service: null },
  () => (object, line, emit) => {
    if (textAt(object, 'metric') !== DURATION || textAt(object, 'type') !== 'Point') return 'other line';
    const data = objectAt(object, 'data');
    const tags = objectAt(data, 'tags');
    line.stampMs = anyStampMs(textAt(data, 'time'));
    line.durationMs = numberAt(data, 'value');
    line.method = textAt(tags, 'method') || 'GET';
    line.target = textAt(tags, 'name') || textAt(tags, 'url');
    line.status = numberAt(tags, 'status') || 0;
    return emitTimed(line, emit);
  },
  `"${DURATION}"`,
);
