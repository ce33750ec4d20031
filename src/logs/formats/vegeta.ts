import { emitTimed } from './json.ts';
import { jsonFields } from './json-fields.ts';
import { type Format, LogLine, type ReadLine } from './log-line.ts';
import { numberIn } from './pattern.ts';
import { anyStampMs } from './stamps.ts';

/** `vegeta encode --to json`. Durations in ns. */
export const vegetaJson: Format = jsonFields(
  { name: 'vegeta-json', stamp: 'start', inOrder: false, service: null },
  '"latency"',
  [['timestamp'], ['latency'], ['method'], ['url'], ['code']],
  () =>
    ([timestamp = '', latencyNs = '', method = '', url = '', code = ''], line, emit) => {
      line.stampMs = anyStampMs(timestamp);
      line.durationMs = numberIn(latencyNs) / 1e6;
      line.method = method || 'GET';
      line.target = url;
      line.status = Number(code) || 0;
      return emitTimed(line, emit);
    },
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
