import cluster from 'node:cluster';
import { pino } from 'pino';
import { wireOf } from '../../catalogue/arms.ts';
import { guardGroup } from '../../processes/group-guard.ts';
import { marked, ownMessage } from '../../processes/own-message.ts';
import { COMMAND_FD, type FromPrimary, type ToPrimary } from '../control.ts';
import { takeBrokerAddress } from '../nats/broker-address.ts';
import type { ClusterSettings } from '../settings.ts';
import { benchHost, benchReach } from './bench-host.ts';
import { Primary } from './primary.ts';
import type { WorkerHost } from './worker-host.ts';

const BEAT_EVERY_MS = 500;

/**
 * The process of the bench's primary. It does nothing else, so it may end at once, and its process group with it. Whoever forked
 * it commands it over the channel; when that is gone, so is the cluster.
 */
process.on('disconnect', () => end());
process.on('uncaughtException', (error) => {
  if (primary === undefined)
    tell({ control: 'failed', cause: 'cluster', reason: `the primary failed: ${error.message}` });
  else primary.uncaught(error);
  end();
});

const WORKER_MAIN = new URL('../worker-main.js', import.meta.url);
guardGroup(COMMAND_FD);
setInterval(() => {
  // Whoever forked it may have been gone before it could hear of that.
  if (process.connected) tell({ control: 'beat', ...(primary && { pulse: primary.pulse() }) });
  else end();
}, BEAT_EVERY_MS);
const broker = takeBrokerAddress(process.env);
let primary: Primary | undefined;
let host: WorkerHost | undefined;

function tell(message: FromPrimary): void {
  // Whoever is gone needs no answer, and the end of the channel is heard of elsewhere.
  if (process.connected) process.send?.(marked(message), () => {});
}

function end(): void {
  primary?.stop();
  const closed = Promise.allSettled([host?.reach?.close(), primary?.closed()]);
  void closed.then(() => process.exit(0));
}

async function start(settings: ClusterSettings): Promise<void> {
  // From here on it is watched: making a strategy may take for ever.
  tell({ control: 'beat' });
  const log = pino(
    { level: settings.logLevel, base: { role: 'primary' } },
    pino.destination({ dest: 2, sync: true }),
  );
  if (settings.arm.kind === 'cluster')
    cluster.schedulingPolicy = settings.arm.name === 'cluster:os' ? cluster.SCHED_NONE : cluster.SCHED_RR;
  try {
    host = benchHost(WORKER_MAIN, await benchReach(wireOf(settings.arm), WORKER_MAIN, broker));
  } catch (error) {
    tell({
      control: 'failed',
      cause: 'broker',
      reason: error instanceof Error ? error.message : String(error),
    });
    return;
  }
  primary = new Primary(settings, log, host, tell);
  try {
    await primary.start();
  } catch (error) {
    primary.failedToStart(error);
  }
}

process.on('message', async (raw: unknown) => {
  const message = ownMessage<ToPrimary>(raw);
  switch (message?.control) {
    case 'start':
      await start(message.settings);
      break;
    case 'use':
      if (primary !== undefined) tell({ control: 'used', refusal: await primary.use(message.arm) });
      break;
    case 'load starts':
      primary?.loadStarts();
      break;
    case 'close intake':
      primary?.closeIntake();
      break;
    case 'measure memory':
      if (primary !== undefined) tell({ control: 'memory', processes: await primary.measureMemory() });
      break;
    case 'look':
      if (primary !== undefined) tell({ control: 'seen', view: primary.view() });
      break;
    case 'drain':
      if (primary !== undefined) tell({ control: 'drained', account: await primary.drain() });
      break;
    case 'stop':
      await primary?.endJobs();
      end();
      break;
  }
});
