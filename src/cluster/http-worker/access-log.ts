import { createWriteStream } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** How requests are recorded, one line each as it is answered. */
export interface AccessLogSettings {
  readonly file: string;
  readonly format: 'nginx' | 'pino';
}

/** Records every answered request. All HTTP workers append to the same file, whole lines at a time. */
export function logAccess(app: FastifyInstance, { file, format }: AccessLogSettings): void {
  const stream = createWriteStream(file, { flags: 'a' });
  const lineOf = format === 'nginx' ? nginxLine : pinoLine;
  app.addHook('onResponse', (request, reply, done) => {
    stream.write(lineOf(request, reply, Date.now()));
    done();
  });
  app.addHook('onClose', (_app, done) => void stream.end(done));
}

/** `combined` with `$request_time $msec`. */
function nginxLine({ method, url, ip }: FastifyRequest, reply: FastifyReply, nowMs: number): string {
  const seconds = (ms: number) => (ms / 1000).toFixed(3);
  const bytes = reply.getHeader('content-length') ?? 0;
  return `${ip} - - [${clfOf(nowMs)}] "${method} ${url} HTTP/1.1" ${reply.statusCode} ${bytes} "-" "-" ${seconds(reply.elapsedTime)} ${seconds(nowMs)}\n`;
}

/**
 * As pino-http writes it, with a duration in µs. Of a job also its type and what it took without the queue: the reader's best
 * source.
 */
function pinoLine({ method, url }: FastifyRequest, reply: FastifyReply, nowMs: number): string {
  return `${JSON.stringify({
    level: 30,
    time: nowMs,
    pid: process.pid,
    req: { method, url },
    res: { statusCode: reply.statusCode },
    responseTime: inUs(reply.elapsedTime),
    ...jobFacts(reply.job),
    msg: 'request completed',
  })}\n`;
}

function jobFacts(job: FastifyReply['job']) {
  if (job === null || job.answer.serviceMs < 0) return {};
  return { jobType: job.type, serviceMs: inUs(job.answer.serviceMs) };
}

function inUs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2026:09:15:01 +0000`. */
function clfOf(ms: number): string {
  const iso = new Date(ms).toISOString();
  const month = MONTHS[Number(iso.slice(5, 7)) - 1];
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
