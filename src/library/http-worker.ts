import cluster from 'node:cluster';
import { throughPrimary } from '../cluster/http-worker/heavy-path.ts';
import { PendingRequests } from '../cluster/http-worker/pending-requests.ts';
import type { AppWorkerSettings } from '../cluster/settings.ts';
import { AnswersKept } from '../cluster/type-answers.ts';
import { loadJobs } from '../jobs/loaded-job.ts';
import { messageOf } from '../jobs/thrown.ts';
import { endConnections } from './end-connections.ts';
import { countAnswers } from './http-answers.ts';
import { routeInline } from './inline-route.ts';
import { ownJobs } from './own-jobs.ts';
import { type Route, takeRoute } from './route.ts';
import { leaveSignalsToPrimary, WorkerSide } from './worker-side.ts';

const PASS = (): undefined => undefined;

/** Makes this process an HTTP worker of the cluster; the app's own program runs in it next. */
export async function beHttpWorker(): Promise<void> {
  const side = new WorkerSide();
  // Hears of what ends the process, and changes nothing about it.
  process.on('uncaughtExceptionMonitor', (error) =>
    side.tell({ control: 'failed', cause: 'cluster', reason: String(error?.stack ?? error) }),
  );
  const settings = await side.settings();
  if (settings.signals) leaveSignalsToPrimary();
  const pending = new PendingRequests();
  const kept = settings.counts ? new AnswersKept() : undefined;
  const answers = settings.counts ? countAnswers() : () => ({});
  side.listen({
    handle(message) {
      if (message.kind === 'reply from primary')
        pending.resolve(message.header.correlationId, message.payload);
    },
    close() {
      endConnections();
      cluster.worker?.disconnect();
    },
    app: () => kept && { answers: answers(), asked: kept.byType },
  });
  try {
    const route = settings.inline ? inlineIn(side, settings, kept) : through(side, settings, pending, kept);
    takeRoute(await route);
  } catch (error) {
    side.tell({ control: 'failed', cause: 'job', reason: messageOf(error) });
  }
}

async function inlineIn(
  { id }: WorkerSide,
  { jobs, timeoutMs }: AppWorkerSettings,
  kept: AnswersKept | undefined,
): Promise<Route> {
  return routeInline(id, await ownJobs(jobs, `HTTP worker ${id}`), timeoutMs, kept);
}

async function through(
  side: WorkerSide,
  { jobs, timeoutMs }: AppWorkerSettings,
  pending: PendingRequests,
  kept: AnswersKept | undefined,
): Promise<Route> {
  const checking = await loadJobs(jobs.filter(({ checksOrDraws }) => checksOrDraws));
  const facts = jobs.map((job) => {
    const loaded = checking.get(job.name);
    const check = loaded === undefined ? PASS : (params: unknown) => loaded.check(params);
    return [job.name, { timeoutMs: job.options.timeoutMs, check }] as const;
  });
  return { path: throughPrimary(side.id, side.channel, pending), jobs: new Map(facts), timeoutMs, kept };
}
