import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Outcome } from '../../contract/job.ts';
import { noOutcomes } from '../../core/outcomes.ts';
import type { LoadedJob } from '../../jobs/loaded-job.ts';
import { sleep } from '../../processes/timer.ts';
import type { HttpCounts } from '../account.ts';
import { FailuresKept } from '../job-failures.ts';
import type { WorkerSettings } from '../settings.ts';
import type { Answer } from '../wire/messages.ts';
import type { HeavyPath } from './heavy-path.ts';
import { HeavyQueryReader } from './heavy-query.ts';
import { HttpGate } from './http-gate.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Of an answered heavy request: what the primary said about it. */
    job: { readonly type: string; readonly answer: Answer } | null;
  }
}

const STATUS: Record<Outcome, number> = {
  ok: 200,
  failed: 500,
  timedOut: 504,
  cancelled: 499,
  rejected: 503,
};
const RETRY_AFTER_SECONDS = 1;
const ROUTES = ['/light-request', '/heavy-request'];

/** Queries are read by `HeavyQueryReader`. Without these, Fastify would load two compilers at every start: a tenth of a second. */
function noSchemas(): never {
  throw new Error('no route has a schema');
}

/** What an HTTP worker keeps of its answers. */
interface HttpKept {
  readonly counts: HttpCounts;
  readonly failures: FailuresKept;
}

type Refuse = (reply: FastifyReply, status: number, error: string) => FastifyReply;

/** The two routes of an HTTP worker. Everything else is refused with 4xx and one sentence. */
export function httpServer(
  worker: number,
  settings: Pick<WorkerSettings, 'types' | 'lightMs' | 'timeoutMs' | 'seed'>,
  jobs: ReadonlyMap<string, LoadedJob>,
  heavyPath: HeavyPath,
): { app: FastifyInstance; kept: HttpKept } {
  const { lightMs, timeoutMs } = settings;
  const counts: HttpCounts = { light: noOutcomes(), heavy: noOutcomes(), refused: 0 };
  const kept: HttpKept = { counts, failures: new FailuresKept() };
  const gate = new HttpGate(worker, () => counts.refused++);
  const app = Fastify({
    logger: false,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    exposeHeadRoutes: false,
    // What comes on an open connection while this worker closes is served, and is the last of its connection.
    return503OnClosing: false,
    serverFactory: (routes) => gate.server(routes, Math.max(lightMs, timeoutMs)),
    clientErrorHandler: (error, socket) => gate.unreadable(error, socket),
    frameworkErrors: (_error, _request, reply) => refuse(reply, 400, 'the request target is malformed'),
  });

  app.decorateReply('job', null);
  // No route reads a body.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));

  const refuse: Refuse = (reply, status, error) => {
    counts.refused++;
    return reply.code(status).send({ success: false, httpWorker: worker, error });
  };
  addLight(app, worker, lightMs, counts, refuse);
  addHeavy(app, worker, new HeavyQueryReader(settings, jobs), heavyPath, kept, refuse);
  refuseTheRest(app, worker, counts, refuse);
  return { app, kept };
}

function addLight(
  app: FastifyInstance,
  worker: number,
  lightMs: number,
  counts: HttpCounts,
  refuse: Refuse,
): void {
  app.get('/light-request', async (request, reply) => {
    if (Object.keys(request.query as object).length > 0)
      return refuse(reply, 400, '/light-request takes no parameters');
    reply.raw.once('close', () => counts.light[wasSent(reply) ? 'ok' : 'cancelled']++);
    await sleep(lightMs);
    if (reply.raw.destroyed) return reply.hijack();
    return { success: true, httpWorker: worker };
  });
}

function addHeavy(
  app: FastifyInstance,
  worker: number,
  queries: HeavyQueryReader,
  heavyPath: HeavyPath,
  { counts, failures }: HttpKept,
  refuse: Refuse,
): void {
  app.get('/heavy-request', async (request, reply) => {
    const query = queries.read(request.query as Record<string, unknown>);
    if ('refused' in query) return refuse(reply, 400, query.refused);
    const submitted = heavyPath(query);
    let answer: Answer | undefined;
    reply.raw.once('close', () => {
      if (answer === undefined) submitted.cancel();
      counts.heavy[wasSent(reply) && answer !== undefined ? answer.outcome : 'cancelled']++;
    });
    answer = await submitted.answer;
    reply.job = { type: query.type, answer };
    if (answer.outcome === 'failed') failures.failed(query.type, answer.reason);
    if (reply.raw.destroyed) return reply.hijack();
    return answerHeavy(reply, worker, answer);
  });
}

function refuseTheRest(app: FastifyInstance, worker: number, counts: HttpCounts, refuse: Refuse): void {
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
}

function answerHeavy(reply: FastifyReply, worker: number, answer: Answer): FastifyReply {
  const { outcome, jobWorker, startedMs, waitMs, serviceMs, result, reason } = answer;
  const facts = { httpWorker: worker, jobWorker, startedMs, waitMs, serviceMs };
  reply.code(STATUS[outcome]);
  if (outcome === 'rejected') reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (outcome === 'ok') {
    const good = JSON.stringify({ success: true, ...facts });
    // The result is JSON text already.
    const text = result === undefined ? good : `${good.slice(0, -1)},"result":${result}}`;
    return reply.type('application/json; charset=utf-8').send(text);
  }
  const error = outcome === 'timedOut' ? 'not done by its deadline' : reason;
  return reply.send({ success: false, ...facts, error });
}

/** Asked when the answer is over: false if the client hung up before all of it was on its way. */
function wasSent(reply: FastifyReply): boolean {
  return reply.raw.writableFinished;
}
