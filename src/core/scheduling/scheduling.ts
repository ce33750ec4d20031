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

/** And where its chance comes from. */
export interface DispatcherSettings extends BoundedScheduling {
  /** The strategy's own stream, uniform in [0, 1). */
  readonly random: () => number;
}
