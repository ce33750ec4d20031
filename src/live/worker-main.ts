import cluster from 'node:cluster';
import { pino } from 'pino';
import { endWithParent } from '../processes/end-with-parent.ts';
import { Channel, receive } from './channel.ts';
import { type FromWorker, isControl } from './control.ts';
import { cpuMs } from './cpu.ts';
import { inline, throughPrimary } from './heavy-path.ts';
import { JobWorker } from './job-worker.ts';
import type { Message } from './messages.ts';
import { PendingRequests } from './pending-requests.ts';
import type { HttpCounts } from './report.ts';
import type { ClusterSettings } from './settings.ts';

/** The process of a worker: its role and the settings come in the environment of its fork. */
process.on('disconnect', () => process.exit(0));

const settings = JSON.parse(process.env.CLUSTER_SETTINGS ?? '') as ClusterSettings;
const id = cluster.worker?.id ?? 0;
const speed = Number(process.env.CLUSTER_SPEED);
const log = pino(
  { level: settings.logLevel, base: { worker: id } },
  pino.destination({ dest: 2, sync: true }),
);
const channel = new Channel(process as Required<Pick<NodeJS.Process, 'send'>>, () => process.exit(0));
let malformedMessages = 0;

function tell(message: FromWorker): void {
  process.send?.(message);
}

/** Listens to the primary: its requests for a report, and the messages that `handle` takes. */
function listen(handle: (message: Message) => boolean, http: HttpCounts | undefined): void {
  const malformed = () => {
    malformedMessages++;
    log.warn('malformed message dropped');
  };
  process.on('message', (raw: unknown) => {
    if (isControl(raw)) tell({ control: 'report', report: { http, malformedMessages, cpuMs: cpuMs() } });
    else receive(raw, (message) => handle(message) || malformed(), malformed);
  });
}

function beJobWorker(): void {
  endWithParent();
  const jobs = new JobWorker(id, channel, speed);
  listen((message) => {
    if (message.kind === 'request from primary' && message.header.receiver === id) jobs.accept(message);
    else if (message.kind === 'probe') jobs.probed();
    else return false;
    return true;
  }, undefined);
  tell({ control: 'ready', port: 0 });
}

async function beHttpWorker(): Promise<void> {
  // Loaded here, so that a job worker starts in half the time and memory.
  const { httpServer } = await import('./http-server.ts');
  const pending = new PendingRequests();
  const heavyPath = settings.arm.kind === 'inline' ? inline(id, speed) : throughPrimary(id, channel, pending);
  const { app, counts } = httpServer(id, settings.scenario, heavyPath);
  listen((message) => {
    if (message.kind !== 'reply from primary' || message.header.receiver !== id) return false;
    pending.resolve(message.header.correlationId, message.payload);
    return true;
  }, counts);
  try {
    await app.listen({ host: '127.0.0.1', port: settings.port });
    const address = app.server.address();
    tell({
      control: 'ready',
      port: typeof address === 'object' && address !== null ? address.port : settings.port,
    });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const reason = taken ? `port ${settings.port} is taken` : String(error);
    tell({ control: 'failed', cause: taken ? 'port taken' : 'cluster', reason });
  }
}

if (process.env.CLUSTER_ROLE === 'job') beJobWorker();
else await beHttpWorker();
