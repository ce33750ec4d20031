import type { Disturbance } from '../contract/scenario.ts';

/** A cluster in virtual time. Everything that a real one imposes is a parameter; the plainest has none of it. */
export interface SimulatedCluster {
  /** One number a worker: how fast it runs jobs. */
  readonly speeds: readonly number[];
  /** Primaries that each see every worker and count their own assignments; each arrival goes to one at random. */
  readonly primaries: number;
  /** How often each primary reads what the others count; Infinity for never. */
  readonly readCountsEveryMs: number;
  /** What a message takes, each of the four of a request. */
  readonly messageMs: number;
  /** What HTTP and the way to the client add to each answer; no worker waits for it. */
  readonly aroundMs: number;
  /** How much later than the client a primary hears that a job is done. */
  readonly newsDelayMs: number;
  /** By worker: its machine, as in `Worker`. All are on the primary's own if there are none. */
  readonly hosts: readonly string[];
  /** What a message to or from another machine takes beyond `messageMs`. */
  readonly farMs: number;
  readonly disturbances: readonly SimulatedDisturbance[];
}

/** As the scenario says; a worker that is killed loses all that it holds. */
export interface SimulatedDisturbance extends Disturbance {
  /** With speed 0: it does nothing from then on, but so much later only is that noticed. 0 if absent. */
  readonly noticedAfterMs?: number;
}

export function plainCluster(workers: number): SimulatedCluster {
  return {
    speeds: new Array(workers).fill(1),
    primaries: 1,
    readCountsEveryMs: Number.POSITIVE_INFINITY,
    messageMs: 0,
    aroundMs: 0,
    newsDelayMs: 0,
    hosts: [],
    farMs: 0,
    disturbances: [],
  };
}
