import { createNodeRedisClient, Queue, QueueEvents, Worker } from 'bullmq';
import { createClient } from 'redis';
import { v4 as uuid } from 'uuid';
import type { Remote, RemoteRun, RunTask, Task } from '../remote.ts';

const NAME = 'jobs';
/** Ended jobs that Redis keeps. */
const KEPT = 1000;

interface Waiting {
  readonly resolve: (run: RemoteRun) => void;
  readonly reject: (error: Error) => void;
}

/** What BullMQ asks of a Redis in production: nothing is evicted, and what is written is on disk within a second. */
export function serverConfiguration(port: number): string {
  return `bind 127.0.0.1\nport ${port}\nmaxmemory-policy noeviction\nappendonly yes\nappendfsync everysec\n`;
}

async function connection(port: number) {
  const client = createClient({ url: `redis://127.0.0.1:${port}` }).on('error', () => {});
  return createNodeRedisClient(await client.connect());
}

/** Adds jobs, and hears of their end by the queue's events, as its documentation has it. */
export async function connect(port: number): Promise<Remote> {
  const waiting = new Map<string, Waiting>();
  const events = new QueueEvents(NAME, { connection: await connection(port) });
  events.on('completed', ({ jobId, returnvalue }) => {
    // Its types say text, but it has parsed the JSON by now.
    waiting.get(jobId)?.resolve(returnvalue as unknown as RemoteRun);
    waiting.delete(jobId);
  });
  events.on('failed', ({ jobId, failedReason }) => {
    waiting.get(jobId)?.reject(new Error(failedReason));
    waiting.delete(jobId);
  });
  events.on('error', () => {});
  await events.waitUntilReady();
  const queue = new Queue<Task>(NAME, {
    connection: await connection(port),
    defaultJobOptions: { removeOnComplete: { count: KEPT }, removeOnFail: { count: KEPT } },
  });
  queue.on('error', () => {});
  return {
    run(task, signal) {
      const jobId = uuid();
      return new Promise((resolve, reject) => {
        // Before it is added: its end may be told before the answer to that.
        waiting.set(jobId, { resolve, reject });
        signal.addEventListener('abort', () => waiting.delete(jobId));
        queue.add('job', task, { jobId }).catch((error: Error) => {
          waiting.delete(jobId);
          reject(error);
        });
      });
    },
  };
}

/** One job at a time, its default. */
export async function work(port: number, run: RunTask): Promise<void> {
  const worker = new Worker<Task, RemoteRun>(NAME, (job) => run(job.data), {
    connection: await connection(port),
  });
  worker.on('error', () => {});
  await worker.waitUntilReady();
}
