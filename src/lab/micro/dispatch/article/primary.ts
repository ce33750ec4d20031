import type { Worker } from 'node:cluster';
import { JOB_WORKERS, type LoopResult, type PathPlan } from '../plan.ts';
import { forkRole } from '../roles.ts';
import { type ArticleMessage, takeOut } from './message.ts';

/**
 * The dispatch path of the article that this project started from. Each message is a JSON string in its own `process.send`,
 * sent at once to the job worker with the fewest active jobs. Requests are in an array that is searched for every reply.
 */
export async function runArticle(plan: PathPlan): Promise<LoopResult> {
  const http = await forkRole(import.meta.url, 'http-worker', plan);
  const jobWorkers: { readonly worker: Worker; active: number }[] = [];
  const queue: ArticleMessage[] = [];

  async function requested(message: ArticleMessage): Promise<void> {
    const least = jobWorkers.reduce((best, each) => (each.active < best.active ? each : best));
    least.active++;
    message.header.messageType = 2;
    message.header.receiver = least.worker.id;
    queue.push(message);
    least.worker.send(JSON.stringify(message));
  }

  async function replied(message: ArticleMessage): Promise<void> {
    takeOut(queue, message.header.correlationId);
    const ran = jobWorkers.find(({ worker }) => worker.id === message.header.receiver);
    if (ran !== undefined) ran.active--;
    message.header.messageType = 4;
    http.send(JSON.stringify(message));
  }

  async function heard(raw: string): Promise<void> {
    const message = JSON.parse(raw) as ArticleMessage;
    await (message.header.messageType === 1 ? requested(message) : replied(message));
  }

  for (let i = 0; i < JOB_WORKERS; i++) {
    const worker = await forkRole(import.meta.url, 'job-worker', null);
    worker.on('message', heard);
    jobWorkers.push({ worker, active: 0 });
  }
  return new Promise((resolve) => {
    http.on('message', async (raw: string | LoopResult) => {
      if (typeof raw === 'string') await heard(raw);
      else resolve(raw);
    });
    http.send('start');
  });
}
