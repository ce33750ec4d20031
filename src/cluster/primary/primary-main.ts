import { pino } from 'pino';
import { wireOf } from '../../catalogue/arms.ts';
import { guardGroup } from '../../processes/group-guard.ts';
import { marked, ownMessage } from '../../processes/own-message.ts';
import { COMMAND_FD, type FromPrimary, type ToPrimary } from '../control.ts';
import { benchHost } from './bench-host.ts';
import { Primary } from './primary.ts';

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
  if (process.connected) tell({ control: 'beat' });
  else end();
}, BEAT_EVERY_MS);
let primary: Primary | undefined;

function tell(message: FromPrimary): void {
  // Whoever is gone needs no answer, and the end of the channel is heard of elsewhere.
  if (process.connected) process.send?.(marked(message), () => {});
}

function end(): void {
  primary?.stop();
  process.exit(0);
}

process.on('message', async (raw: unknown) => {
  const message = ownMessage<ToPrimary>(raw);
  switch (message?.control) {
    case 'start': {
      // From here on it is watched: making a strategy may take for ever.
      tell({ control: 'beat' });
      const log = pino(
        { level: message.settings.logLevel, base: { role: 'primary' } },
        pino.destination({ dest: 2, sync: true }),
      );
      const host = benchHost(WORKER_MAIN, wireOf(message.settings.arm));
      primary = new Primary(message.settings, log, host, tell);
      try {
        await primary.start();
      } catch (error) {
        primary.failedToStart(error);
      }
      break;
    }
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
    case 'drain':
      if (primary !== undefined) tell({ control: 'drained', account: await primary.drain() });
      break;
    case 'stop':
      await primary?.endJobs();
      end();
      break;
  }
});
