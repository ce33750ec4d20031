import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { v8Flags } from '../../processes/v8-flags.ts';
import { WORKER_STDIO } from '../control.ts';
import { ProcessLink } from '../links/process-link.ts';
import type { LinkEvents } from '../links/worker-link.ts';
import type { Program } from '../nats/items.ts';

const MAIN: Record<Program, string> = {
  bench: fileURLToPath(new URL('../worker-main.js', import.meta.url)),
  app: fileURLToPath(new URL('../../library/job-worker-main.js', import.meta.url)),
};

/** Forks a job worker under the number that its primary gave it. */
export function startChild(
  worker: number,
  program: Program,
  maxOldSpaceMb: number | undefined,
  events: LinkEvents,
): ProcessLink {
  const heap = maxOldSpaceMb === undefined ? [] : [`--max-old-space-size=${maxOldSpaceMb}`];
  const child = fork(MAIN[program], {
    stdio: WORKER_STDIO,
    env: { ...process.env, CLUSTER_ROLE: 'job', CLUSTER_WORKER: String(worker) },
    execArgv: [...v8Flags('smallYoungGeneration'), ...heap],
  });
  return new ProcessLink(worker, child, events);
}
