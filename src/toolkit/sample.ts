import type { Worker } from '../contract/job.ts';
import type { Cluster } from '../contract/strategy.ts';

/** A worker drawn uniformly; undefined without workers. */
export function drawWorker(cluster: Cluster): Worker | undefined {
  return cluster.workers[Math.floor(cluster.random() * cluster.workers.length)];
}

/** `count` draws with replacement. */
export function drawWorkers(cluster: Cluster, count: number): Worker[] {
  return Array.from({ length: count }, () => drawWorker(cluster)).filter((worker) => worker !== undefined);
}

/** `count` different workers, or all if there are fewer, in the order drawn: a partial shuffle, O(count). */
export function drawDistinctWorkers(cluster: Cluster, count: number): Worker[] {
  const { workers } = cluster;
  if (count === 2 && workers.length > 2) return drawTwo(cluster);
  const shuffled = new Map<number, number>();
  const drawn: Worker[] = [];
  for (let i = 0; i < Math.min(count, workers.length); i++) {
    const pick = i + Math.floor(cluster.random() * (workers.length - i));
    drawn.push(workers[shuffled.get(pick) ?? pick] as Worker);
    shuffled.set(pick, shuffled.get(i) ?? i);
  }
  return drawn;
}

/** The same for two workers, the most frequent case. */
function drawTwo(cluster: Cluster): Worker[] {
  const { workers } = cluster;
  const first = Math.floor(cluster.random() * workers.length);
  const other = Math.floor(cluster.random() * (workers.length - 1));
  return [workers[first] as Worker, workers[other < first ? other : other + 1] as Worker];
}

/** The worker with the least load, the first among equals; undefined without workers. */
export function leastLoaded(
  workers: readonly Worker[],
  load: (worker: Worker) => number,
): Worker | undefined {
  let best: Worker | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const worker of workers) {
    const own = load(worker);
    if (best !== undefined && own >= least) continue;
    best = worker;
    least = own;
  }
  return best;
}
