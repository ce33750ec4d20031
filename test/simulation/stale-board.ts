import type { Cluster, Strategy } from '../../src/contract/strategy.ts';
import type { SimulatedScheduling } from '../../src/simulation/simulated-cluster.ts';
import { assignOnArrival } from '../../src/toolkit/assign-on-arrival.ts';
import { drawDistinctWorkers, leastLoaded } from '../../src/toolkit/sample.ts';

/**
 * The model of the literature on stale information: all loads are read together at intervals, and between two readings
 * nobody counts along, not even what he assigns himself. The job goes to the least loaded of d workers drawn at random,
 * as the last reading has it (Mitzenmacher, How useful is old information?, 2000: periodic updates; Brooker 2012).
 */
export function leastOnStaleBoard(d: number, everyMs: number): SimulatedScheduling {
  return {
    strategyName: `least of ${d} on a board of every ${everyMs} ms`,
    uses: ['probe'],
    window: Number.POSITIVE_INFINITY,
    queueLimit: Number.POSITIVE_INFINITY,
    create: (cluster) => stale(cluster, d, everyMs),
  };
}

function stale(cluster: Cluster, d: number, everyMs: number): Strategy {
  /** By worker index. */
  const board: number[] = [];
  let reading = false;

  function read(): void {
    for (const worker of cluster.workers) cluster.probe(worker);
    cluster.wakeAfter(everyMs);
  }

  const push = assignOnArrival(cluster, () =>
    leastLoaded(drawDistinctWorkers(cluster, d), ({ index }) => board[index] ?? 0),
  );
  return {
    ...push,
    jobArrived(job) {
      if (!reading) read();
      reading = true;
      push.jobArrived(job);
    },
    probed(worker, { unfinished }) {
      board[worker.index] = unfinished;
    },
    wake: read,
  };
}
