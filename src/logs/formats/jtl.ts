import { emitTimed } from './json.ts';
import type { Format } from './log-line.ts';
import { anyStampMs } from './stamps.ts';
import { tableFormat } from './table.ts';

/** JMeter's results as CSV. Its stamps are those of the start. */
export const jtl: Format = tableFormat(
  { name: 'jtl', stamp: 'start', inOrder: false, service: null },
  ['timeStamp', 'elapsed', 'label'],
  (value, line, emit) => {
    line.stampMs = anyStampMs(value('timeStamp'));
    line.durationMs = Number(value('elapsed'));
    line.target = value('label');
    line.status = Number(value('responseCode')) || (value('success') === 'false' ? 500 : 200);
    return emitTimed(line, emit);
  },
);
