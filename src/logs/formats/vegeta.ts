import { emitTimed, jsonLines, numberAt, textAt } from './json.ts';
import { type Format, LogLine, type ReadLine } from './log-line.ts';
import { anyStampMs } from './stamps.ts';

/** `vegeta encode --to json`. Durations in ns. */
export const vegetaJson: Format = jsonLines(
  { name: 'vegeta-json', stamp: 'start', inOrder: false, service: null },
  () => (object, line, emit) => {
    line.stampMs = anyStampMs(textAt(object, 'timestamp'));
    line.durationMs = numberAt(object, 'latency') / 1e6;
    line.method = textAt(object, 'method') || 'GET';
    line.target = textAt(object, 'url');
    line.status = numberAt(object, 'code') || 0;
    return emitTimed(line, emit);
  },
  '"latency"',
);

/** `vegeta encode --to csv`, which has no header: time, code, latency, bytes out, bytes in, error, body, attack, seq, method, URL. */
export const vegetaCsv: Format = {
  name: 'vegeta-csv',
  stamp: 'start',
  inOrder: false,
  service: null,
  lines: (): ReadLine => {
    const line = new LogLine();
    return (text, emit) => {
      const fields = text.split(',');
      const [time = '', code = '', latency = ''] = fields;
      if (fields.length < 11 || !/^\d{16,20}$/.test(time)) return 'another form';
      line.clear();
      // Its last digits do not fit into a double; µs do.
      line.stampMs = Number(time.slice(0, -3)) / 1000;
      line.durationMs = Number(latency) / 1e6;
      line.status = Number(code) || 0;
      line.method = fields[9] ?? 'GET';
      line.target = fields[10] ?? '';
      return emitTimed(line, emit);
    };
  },
};
