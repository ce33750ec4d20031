import { emitTimed } from './json.ts';
import { jsonFields } from './json-fields.ts';
import type { Format } from './log-line.ts';
import { numberIn } from './pattern.ts';
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
export const k6Json: Format = jsonFields(
  { name: 'k6-json', stamp: 'end', inOrder: false, service: null },
  `"${DURATION}"`,
  [
    ['metric'],
    ['type'],
    ['data', 'time'],
    ['data', 'value'],
    ['data', 'tags', 'method'],
    ['data', 'tags', 'name'],
    ['data', 'tags', 'url'],
    ['data', 'tags', 'status'],
  ],
  () =>
    (
      [metric = '', type = '', time = '', ms = '', method = '', name = '', url = '', status = ''],
      line,
      emit,
    ) => {
      if (metric !== DURATION || type !== 'Point') return 'other line';
      line.stampMs = anyStampMs(time);
      line.durationMs = numberIn(ms);
      line.method = method || 'GET';
      line.target = name || url;
      line.status = Number(status) || 0;
      return emitTimed(line, emit);
    },
);
