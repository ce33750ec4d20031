import {
  AckPolicy,
  type Consumer,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { connect as connectTo, createInbox, type NatsConnection } from '@nats-io/transport-node';
import { v4 as uuid } from 'uuid';
import type { Remote, RemoteRun, RunTask, Task } from '../remote.ts';

const STREAM = 'JOBS';
const SUBJECT = 'jobs';
const CONSUMER = 'job-workers';
/** How long one request for a job waits at the server. */
const PULL_MS = 30_000;

interface Waiting {
  readonly resolve: (run: RemoteRun) => void;
  readonly reject: (error: Error) => void;
}

interface Envelope {
  readonly id: string;
  readonly replyTo: string;
  readonly task: Task;
}

interface Reply {
  readonly id: string;
  readonly run: RemoteRun;
}

export function serverConfiguration(port: number): string {
  return `host: 127.0.0.1\nport: ${port}\njetstream { store_dir: "." }\n`;
}

function connection(port: number): Promise<NatsConnection> {
  return connectTo({ servers: `nats://127.0.0.1:${port}` });
}

/** Whoever comes first makes the stream and its consumer; for the others both are as they want them. */
async function consumer(server: NatsConnection): Promise<Consumer> {
  const manager = await jetstreamManager(server);
  await manager.streams.add({
    name: STREAM,
    subjects: [SUBJECT],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
  });
  await manager.consumers.add(STREAM, { durable_name: CONSUMER, ack_policy: AckPolicy.Explicit });
  return jetstream(server).consumers.get(STREAM, CONSUMER);
}

/** Publishes jobs, each acknowledged by the server, and hears of their end on a subject of its own. */
export async function connect(port: number): Promise<Remote> {
  const server = await connection(port);
  await consumer(server);
  const stream = jetstream(server);
  const replyTo = createInbox();
  const waiting = new Map<string, Waiting>();
  server.subscribe(replyTo, {
    callback: (_error, message) => {
      const { id, run } = message.json<Reply>();
      waiting.get(id)?.resolve(run);
      waiting.delete(id);
    },
  });
  return {
    run(task, signal) {
      const id = uuid();
      const envelope: Envelope = { id, replyTo, task };
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        signal.addEventListener('abort', () => waiting.delete(id));
        stream.publish(SUBJECT, JSON.stringify(envelope)).catch((error: Error) => {
          waiting.delete(id);
          reject(error);
        });
      });
    },
  };
}

/** Pulls the next job when it has acknowledged the one before. */
export async function work(port: number, run: RunTask): Promise<void> {
  const server = await connection(port);
  const jobs = await consumer(server);
  const serve = async (): Promise<never> => {
    for (;;) {
      const message = await jobs.next({ expires: PULL_MS });
      if (message === null) continue;
      const { id, replyTo, task } = message.json<Envelope>();
      const reply: Reply = { id, run: await run(task) };
      server.publish(replyTo, JSON.stringify(reply));
      message.ack();
    }
  };
  void serve();
  await server.flush();
}
