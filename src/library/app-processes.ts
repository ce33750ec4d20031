import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { forkedLink } from '../cluster/links/forked-link.ts';
import { type Reach, reachThreads } from '../cluster/links/reach.ts';
import { ThreadLink, type ThreadStart } from '../cluster/links/thread-link.ts';
import type { WorkerHost } from '../cluster/primary/worker-host.ts';
import type { Seat } from '../cluster/settings.ts';
import { inheritedArgv } from '../processes/inherited-argv.ts';
import { REPORT } from './bench-report.ts';
import { brokerOf } from './broker.ts';
import { type ChosenOptions, ENVIRONMENT } from './options.ts';

/** Read and ignored: the end of an app's input is the app's. */
const STDIO: ('ignore' | 'inherit' | 'ipc' | 'pipe')[] = [
  'ignore',
  'inherit',
  'inherit',
  'ipc',
  'pipe',
  'pipe',
];

const PRELOAD = new URL('./http-worker-preload.js', import.meta.url).href;
const JOB_WORKER = new URL('./job-worker-main.js', import.meta.url);
/** The cluster has them; whatever its workers start is no part of it. */
const WITHOUT = Object.fromEntries([...Object.values(ENVIRONMENT), REPORT].map((name) => [name, undefined]));

/** Of a job worker that has no job: one that has may block until its deadline. */
const JOB_SILENCE_MS = 10_000;

/** How an app's workers are forked, and what is expected of them. Their output is the app's. */
export function appHost(
  http: string | undefined,
  { startMs, silenceMs }: Pick<ChosenOptions, 'startMs' | 'silenceMs'>,
  reach: Reach | undefined,
): WorkerHost {
  return {
    silence: {
      http: { startMs, readyMs: silenceMs },
      job: { startMs, readyMs: JOB_SILENCE_MS },
    },
    reach,
    heardLine() {},
    start(seat, events) {
      if (seat.role === 'job' && reach !== undefined) return reach.start(seat, events);
      return forkedLink(forkWorker(seat, http), seat.role, events);
    },
  };
}

function forkWorker({ role, maxOldSpaceMb }: Seat, http: string | undefined): Worker {
  const heap = maxOldSpaceMb === undefined ? [] : [`--max-old-space-size=${maxOldSpaceMb}`];
  const execArgv = [...inheritedArgv(), ...heap];
  // Each fork looks at the settings as they are then; an app that forks workers of its own makes its own.
  if (role === 'http')
    cluster.setupPrimary({
      exec: http as string,
      args: process.argv.slice(2),
      stdio: STDIO,
      execArgv: [...execArgv, '--import', PRELOAD],
    });
  else cluster.setupPrimary({ exec: fileURLToPath(JOB_WORKER), args: [], stdio: STDIO, execArgv });
  return cluster.fork(WITHOUT);
}

/** Rejects with BrokerFailure where the wire needs a broker, and there is none. */
export async function appReach(wire: ChosenOptions['wire']): Promise<Reach | undefined> {
  if (wire === 'ipc') return undefined;
  if (wire === 'threads')
    return reachThreads((seat, events) => new ThreadLink(JOB_WORKER, seat, threadStart(), events));
  const { reachAgents } = await import('../cluster/nats/reach-agents.ts');
  return reachAgents(brokerOf(wire), 'app');
}

function threadStart(): ThreadStart {
  return { env: { ...process.env, ...WITHOUT }, execArgv: inheritedArgv() };
}
