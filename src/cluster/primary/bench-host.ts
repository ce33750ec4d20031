import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import type { Wire } from '../../catalogue/arms.ts';
import { BENCH_SILENCE } from '../../core/supervision/life.ts';
import { v8Flags } from '../../processes/v8-flags.ts';
import { WORKER_STDIO } from '../control.ts';
import { forkedLink } from '../links/forked-link.ts';
import { type Reach, reachThreads } from '../links/reach.ts';
import { ThreadLink, type ThreadStart } from '../links/thread-link.ts';
import type { BrokerAddress } from '../nats/broker-address.ts';
import type { Seat } from '../settings.ts';
import type { WorkerHost } from './worker-host.ts';

/**
 * The bench runs its own code in workers, so limits of silence are short. The stdout of workers is ignored, and of their stderr
 * only the log is printed: a measured run must not spend time on output.
 */
export function benchHost(workerMain: URL, reach?: Reach): WorkerHost {
  cluster.setupPrimary({
    exec: fileURLToPath(workerMain),
    stdio: WORKER_STDIO,
    execArgv: [...process.execArgv, ...v8Flags('smallYoungGeneration')],
  });
  return {
    silence: { http: BENCH_SILENCE, job: BENCH_SILENCE },
    start: (seat, events) =>
      seat.role === 'job' && reach !== undefined
        ? reach.start(seat, events)
        : forkedLink(forkWorker(seat), seat.role, events),
    reach,
    heardLine(line, from) {
      if (from === 'log') process.stderr.write(`${line}\n`);
    },
  };
}

/** Rejects with BrokerFailure where the wire needs a broker, and there is none. */
export async function benchReach(
  wire: Wire,
  workerMain: URL,
  broker: BrokerAddress | undefined,
): Promise<Reach | undefined> {
  switch (wire) {
    case 'ipc':
      return undefined;
    case 'threads':
      return reachThreads((seat, events) => new ThreadLink(workerMain, seat, threadStart(), events));
    case 'nats': {
      const { reachAgents } = await import('../nats/reach-agents.ts');
      return reachAgents(broker, 'bench');
    }
  }
}

function threadStart(): ThreadStart {
  return { env: { ...process.env, CLUSTER_ROLE: 'job' }, stdout: true, stderr: true };
}

/** Each is forked with the settings of the moment: those of the others are put back. */
function forkWorker({ role, maxOldSpaceMb }: Seat): Worker {
  const { execArgv = [] } = cluster.settings;
  if (maxOldSpaceMb !== undefined)
    cluster.setupPrimary({ execArgv: [...execArgv, `--max-old-space-size=${maxOldSpaceMb}`] });
  const worker = cluster.fork({ CLUSTER_ROLE: role });
  if (maxOldSpaceMb !== undefined) cluster.setupPrimary({ execArgv: [...execArgv] });
  return worker;
}
