import { alternativeOf } from '../../catalogue/alternatives.ts';
import { sleep } from '../../processes/timer.ts';
import type { FromWorker } from '../control.ts';
import { setupLimitMs } from '../job-needs.ts';
import type { ClusterJob, LogLevel, WorkerSettings } from '../settings.ts';
import type { PoolModule, QueueModule, Remote, RemoteRun, RemoteSettings, Task } from './remote.ts';
import { RemotePath } from './remote-path.ts';
import { passOn } from './task-runner.ts';

/** In this long every worker has started, its jobs' setup apart: on a busy machine large packages take long to load. */
const START_MS = 40_000;
/** A pool that leaves a worker without a job for so many rounds does so by its strategy. */
const MOST_ROUNDS = 5;
/** Long enough for a pool to give the next job to another worker. */
const ROUND_MS = 20;
const AGAIN_MS = 50;

/** The pool or queue of that name. `owner`: number of the worker that has it; 0 for the primary. */
export async function startRemote(
  owner: number,
  settings: RemoteSettings,
  jobs: readonly ClusterJob[],
  logLevel: LogLevel,
): Promise<RemotePath> {
  const { name, workers, port } = settings;
  const limitMs = START_MS + setupLimitMs(jobs);
  if (alternativeOf(name).kind === 'queue') {
    const queue = await (await queueModule(name)).connect(port);
    await untilWarm(queue, workers, limitMs);
    return RemotePath.toQueue(queue);
  }
  passOn({ jobs, logLevel });
  const pool = await (await poolModule(name)).start(settings);
  await untilWarm(pool, workers, limitMs);
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

/** So many workers have run something: no request of the load waits for code to be loaded. */
async function untilWarm(remote: Remote, workers: number, limitMs: number): Promise<void> {
  const seen = new Set<string>();
  const endMs = performance.now() + limitMs;
  const late = sleep(limitMs).then(() => {
    throw new Error(`${workers} workers did not start within ${limitMs / 1000} s`);
  });
  late.catch(() => {});
  for (let round = 0; round < MOST_ROUNDS && seen.size < workers; round++) {
    const runs = Array.from({ length: workers }, () => ranOnce(remote, endMs));
    for (const { worker } of await Promise.race([Promise.all(runs), late])) seen.add(worker);
  }
}

/** Again while it fails: nobody may be there yet to run it. */
async function ranOnce(remote: Remote, endMs: number): Promise<RemoteRun> {
  const task: Task = { work: { runs: 'sleep', sizeMs: ROUND_MS }, deadline: Date.now() + START_MS };
  for (;;) {
    try {
      return await remote.run(task, new AbortController().signal);
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await sleep(AGAIN_MS);
    }
  }
}
