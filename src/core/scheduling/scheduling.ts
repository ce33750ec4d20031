import type { Cluster, Knowledge, Strategy } from '../../contract/strategy.ts';

/** A strategy with its parameters filled in. */
export interface Scheduling {
  readonly strategyName: string;
  readonly uses: readonly Knowledge[];
  readonly create: (cluster: Cluster) => Strategy;
  /** Unfinished jobs a worker may be sent; Infinity for no limit. */
  readonly window: number;
}

/** The same, and how many jobs may wait in the primary, held or bound. */
export interface BoundedScheduling extends Scheduling {
  readonly queueLimit: number;
}
