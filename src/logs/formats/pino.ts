import { emitTimed, type JsonObject, jsonLines, numberAt, objectAt, textAt } from './json.ts';
import type { Format } from './log-line.ts';
import { anyStampMs } from './stamps.ts';

/** Requests whose answer is awaited; those of a process that ended never get one. */
const MOST_OPEN = 100_000;

/**
 * Fastify and pino-http. Fastify names the URL when a request comes in and the duration when it is answered: both are joined
 * by process and `reqId`. `serviceMs` and `jobType`, where they are, are the library's own record.
 */
export const pino: Format = jsonLines(
  { name: 'pino', stamp: 'end', inOrder: true, service: 'library' },
  () => {
    const open = new Map<string, JsonObject>();
    return (object, line, emit) => {
      const own = objectAt(object, 'req');
      const pid = textAt(object, 'pid');
      const key = `${pid} ${textAt(object, 'reqId')}`;
      line.durationMs = numberAt(object, 'responseTime');
      if (Number.isNaN(line.durationMs)) {
        if (textAt(own, 'url') === '') return 'other line';
        if (open.size >= MOST_OPEN) open.delete(open.keys().next().value ?? '');
        open.set(key, own);
        return 'other line';
      }
      const request = textAt(own, 'url') === '' ? open.get(key) : own;
      open.delete(key);
      if (request === undefined) return 'no matching request';
      line.stampMs = anyStampMs(textAt(object, 'time'));
      line.serviceMs = numberAt(object, 'serviceMs');
      line.jobType = textAt(object, 'jobType');
      line.method = textAt(request, 'method');
      line.target = textAt(request, 'url');
      line.status = numberAt(objectAt(object, 'res'), 'statusCode') || 0;
      line.pool = pid;
      return emitTimed(line, emit);
    };
  },
  '"req',
);
