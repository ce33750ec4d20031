import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Outcome } from '../contract/job.ts';
import type { HeavyPath } from './heavy-path.ts';
import { HeavyQueryReader } from './heavy-query.ts';
import type { Answer } from './messages.ts';
import { type AnswerCounts, type HttpCounts, noAnswers } from './report.ts';
import type { WorkerSettings } from './settings.ts';
import { answerUnreadable } from './unreadable-request.ts';

const STATUS: Record<Outcome, number> = {
  ok: 200,
  failed: 500,
  timedOut: 504,
  cancelled: 499,
  rejected: 503,
};
const RETRY_AFTER_SECONDS = 1;
const MAX_CONNECTIONS = 4096;
const ROUTES = ['/light-request', '/heavy-request'];

/** Queries are read by `HeavyQueryReader`. Without these, Fastify would load two compilers at every start: a tenth of a second. */
function noSchemas(): never {
  throw new Error('no route has a schema');
}

/** The two routes of an HTTP worker. Everything else is refused with 4xx and one sentence. */
export function httpServer(
  worker: number,
  { types, lightMs, timeoutMs }: Pick<WorkerSettings, 'types' | 'lightMs' | 'timeoutMs'>,
  heavyPath: HeavyPath,
): { app: FastifyInstance; counts: HttpCounts } {
  const counts: HttpCounts = { light: noAnswers(), heavy: noAnswers(), refused: 0 };
  const queries = new HeavyQueryReader(types);
  const app = Fastify({
    logger: false,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    bodyLimit: 1024,
    exposeHeadRoutes: false,
    requestTimeout: 10_000,
    keepAliveTimeout: 60_000,
    http: { maxHeaderSize: 8192, headersTimeout: 5000, connectionsCheckingInterval: 1000 },
    clientErrorHandler(error, socket) {
      if (answerUnreadable(worker, error, socket)) counts.refused++;
    },
    frameworkErrors: (_error, _request, reply) => refuse(reply, 400, 'the request target is malformed'),
  });

  app.server.maxConnections = MAX_CONNECTIONS;

  function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
    counts.refused++;
    return reply.code(status).send({ success: false, httpWorker: worker, error });
  }

  app.get('/light-request', async (request, reply) => {
    if (Object.keys(request.query as object).length > 0)
      return refuse(reply, 400, '/light-request takes no parameters');
    const gone = clientGone(reply, () => counts.light.cancelled++);
    await sleep(lightMs);
    if (gone.happened) return reply.hijack();
    counts.light.ok++;
    return { success: true, httpWorker: worker };
  });

  app.get('/heavy-request', async (request, reply) => {
    const query = queries.read(request.query as Record<string, unknown>);
    if ('refused' in query) return refuse(reply, 400, query.refused);
    const submitted = heavyPath({ ...query, timeoutMs });
    const gone = clientGone(reply, () => {
      counts.heavy.cancelled++;
      submitted.cancel();
    });
    const answer = await submitted.answer;
    if (gone.happened) return reply.hijack();
    return answerHeavy(reply, worker, answer, counts.heavy);
  });

  app.setNotFoundHandler((request, reply) => {
    const known = ROUTES.includes(request.url.split('?')[0] ?? '');
    if (!known) return refuse(reply, 404, `there are two routes: GET ${ROUTES.join(' and GET ')}`);
    return refuse(reply.header('allow', 'GET'), 405, 'only GET is served here');
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) return refuse(reply, status, error.message);
    counts.heavy.failed++;
    return reply.code(500).send({ success: false, httpWorker: worker, error: error.message });
  });
  return { app, counts };
}

function answerHeavy(
  reply: FastifyReply,
  worker: number,
  answer: Answer,
  counts: AnswerCounts,
): FastifyReply {
  counts[answer.outcome]++;
  const { outcome, jobWorker, waitMs, serviceMs, result, reason } = answer;
  reply.code(STATUS[outcome]);
  if (outcome === 'rejected') reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (outcome === 'ok')
    return reply.send({ success: true, httpWorker: worker, jobWorker, waitMs, serviceMs, result });
  const error = outcome === 'timedOut' ? 'not done by its deadline' : reason;
  return reply.send({ success: false, httpWorker: worker, jobWorker, waitMs, serviceMs, error });
}

/** Notes when the client hangs up before its answer has been sent. */
function clientGone(reply: FastifyReply, hungUp: () => void): { readonly happened: boolean } {
  const gone = { happened: false };
  reply.raw.once('close', () => {
    if (reply.raw.writableFinished) return;
    gone.happened = true;
    hungUp();
  });
  return gone;
}
