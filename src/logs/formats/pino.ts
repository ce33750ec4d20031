import { kept } from '../lines.ts';
import { emitTimed } from './json.ts';
import { jsonFields } from './json-fields.ts';
import type { Format } from './log-line.ts';
import { numberIn } from './pattern.ts';
import { anyStampMs } from './stamps.ts';

/** Requests whose answer is awaited; those of a process that ended never get one. */
const MOST_OPEN = 100_000;

/**
 * Fastify and pino-http. Fastify names the URL when a request comes in and the duration when it is answered: both are joined
 * by process and `reqId`. `serviceMs` and `jobType`, where they are, are the library's own record.
 */
export const pino: Format = jsonFields(
  { name: 'pino', stamp: 'end', inOrder: true, service: 'library' },
  '"req',
  [
    ['time'],
    ['pid'],
    ['reqId'],
    ['req', 'url'],
    ['req', 'method'],
    ['res', 'statusCode'],
    ['responseTime'],
    ['serviceMs'],
    ['jobType'],
  ],
  () => {
    const open = new Map<string, { readonly method: string; readonly url: string }>();
    return (
      [time = '', pid = '', reqId = '', url = '', method = '', status = '', ms = '', service = '', type = ''],
      line,
      emit,
    ) => {
      const key = `${pid} ${reqId}`;
      line.durationMs = numberIn(ms);
      if (Number.isNaN(line.durationMs)) {
        if (url === '') return 'other line';
        if (open.size >= MOST_OPEN) open.delete(open.keys().next().value ?? '');
        open.set(key, { method: kept(method), url: kept(url) });
        return 'other line';
      }
      const request = url === '' ? open.get(key) : { method, url };
      open.delete(key);
      if (request === undefined) return 'no matching request';
      line.stampMs = anyStampMs(time);
      line.serviceMs = numberIn(service);
      line.jobType = type;
      line.method = request.method;
      line.target = request.url;
      line.status = Number(status) || 0;
      line.pool = pid;
      return emitTimed(line, emit);
    };
  },
);
