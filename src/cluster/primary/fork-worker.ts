import cluster, { type Worker } from 'node:cluster';
import type { Seat } from '../settings.ts';

/** Each is forked with the settings of the moment: those of the others are put back. */
export function forkWorker({ role, maxOldSpaceMb }: Seat): Worker {
  const { execArgv = [] } = cluster.settings;
  if (maxOldSpaceMb !== undefined)
    cluster.setupPrimary({ execArgv: [...execArgv, `--max-old-space-size=${maxOldSpaceMb}`] });
  const worker = cluster.fork({ CLUSTER_ROLE: role });
  if (maxOldSpaceMb !== undefined) cluster.setupPrimary({ execArgv: [...execArgv] });
  return worker;
}
