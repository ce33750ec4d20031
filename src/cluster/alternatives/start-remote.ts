import { alternativeOf } from '../../catalogue/alternatives.ts';
import { sleep } from '../../processes/timer.ts';
import type { FromWorker } from '../control.ts';
import { setupLimitMs } from '../job-needs.ts';
import type { ClusterJob, LogLevel, WorkerSettings } from '../settings.ts';
import type { PoolModule, QueueModule, Remote, RemoteSettings, Task } from './remote.ts';
import { RemotePath } from './remote-path.ts';
import { passOn } from './task-runner.ts';

/** In this long every worker of a pool has started, its jobs' setup apart. */
const START_MS = 10_000;
/** A pool that leaves a worker without a job for so many rounds does so by its strategy. */
const MOST_ROUNDS = 5;
/** Long enough for a pool to give the next job to another worker. */
const ROUND_MS = 20;

/** The pool or queue of that name. `owner`: number of the worker that has it; 0 for the primary. */
export async function startRemote(
  owner: number,
  settings: RemoteSettings,
  jobs: readonly ClusterJob[],
  logLevel: LogLevel,
): Promise<RemotePath> {
  if (alternativeOf(settings.name).kind === 'queue')
    return RemotePath.toQueue(await (await queueModule(settings.name)).connect(settings.port));
  passOn({ jobs, logLevel });
  const pool = await (await poolModule(settings.name)).start(settings);
  await untilWarm(pool, settings.workers, START_MS + setupLimitMs(jobs));
  return RemotePath.toPool(pool, owner);
}

/** The same for an HTTP worker, which is of no use without: where it fails, that is told, and this never resolves. */
export async function startedRemote(
  worker: number,
  { jobs, logLevel }: Pick<WorkerSettings, 'jobs' | 'logLevel'>,
  remote: RemoteSettings,
  tell: (message: FromWorker) => void,
): Promise<RemotePath> {
  try {
    return await startRemote(worker, remote, jobs, logLevel);
  } catch (error) {
    const reason = `${remote.name}: ${error instanceof Error ? error.message : error}`;
    tell({ control: 'failed', cause: 'cluster', reason });
    return new Promise(() => {});
  }
}

export async function queueModule(name: string): Promise<QueueModule> {
  return import(new URL(`./queues/${ownName(name)}.js`, import.meta.url).href);
}

async function poolModule(name: string): Promise<PoolModule> {
  return import(new URL(`./pools/${ownName(name)}.js`, import.meta.url).href);
}

/** `piscina` of `pool:piscina`. */
function ownName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Every worker has run something: no request of the load waits for code to be loaded. */
async function untilWarm(pool: Remote, workers: number, limitMs: number): Promise<void> {
  const seen = new Set<string>();
  const task: Task = { work: { runs: 'sleep', sizeMs: ROUND_MS }, deadline: Date.now() + limitMs };
  const late = sleep(limitMs).then(() => {
    throw new Error(`the pool did not start ${workers} workers within ${limitMs / 1000} s`);
  });
  late.catch(() => {});
  for (let round = 0; round < MOST_ROUNDS && seen.size < workers; round++) {
    const runs = Array.from({ length: workers }, () => pool.run(task, new AbortController().signal));
    for (const { worker } of await Promise.race([Promise.all(runs), late])) seen.add(worker);
  }
}
