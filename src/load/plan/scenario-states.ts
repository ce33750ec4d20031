import type {
  BurstLoad,
  ClosedLoad,
  HeavyRate,
  OpenLoad,
  Scenario,
  TraceLoad,
} from '../../contract/scenario.ts';
import type { AppUnderTest } from './app-under-test.ts';

/*
 * What becomes of a scenario on its way from its file to a run:
 *
 *   Scenario          as its file says it
 *   ReadScenario      the file of its trace has been read, if it has one
 *   PacedScenario     all its times are those of the run
 *   MeasuredScenario  what its job workers can serve is known, where its load is a share of that
 */

export interface ReadScenario extends Omit<Scenario, 'load'> {
  readonly load: OpenLoad | BurstLoad | RecordedLoad | ClosedLoad;
}

export interface PacedScenario extends ReadScenario {
  /** Factor on every time of its file. */
  readonly timeScale: number;
}

export interface MeasuredScenario extends PacedScenario {
  readonly load: MeasuredLoad | BurstLoad | RecordedLoad | ClosedLoad;
  /** The server that is measured instead of our cluster. Then there are no types: requests have classes of their own. */
  readonly app?: AppUnderTest;
}

/** A trace with the requests of its file, by arrival. */
export interface RecordedLoad extends TraceLoad {
  readonly rows: readonly TraceRow[];
  readonly recording: Recording;
}

export interface TraceRow {
  readonly arrivalMs: number;
  readonly type: string;
  readonly serviceMs: number;
}

/** The facts of a trace that has been read, without its rows. */
export interface Recording {
  /** Of the file. */
  readonly digest: string;
  readonly requests: number;
  /** Lines after a later arrival; they have been sorted. */
  readonly outOfOrder: number;
  /** The first arrival in ms since 1970, if the file has clock times. */
  readonly clockMs?: number;
}

export interface MeasuredLoad extends OpenLoad {
  readonly heavy:
    | Extract<HeavyRate, { readonly perSecond: number }>
    | {
        readonly utilisation: number;
        /**
         * Heavy requests a second that the job workers can serve; undefined if it follows from the lengths of the types.
         */
        readonly capacityPerSecond: number | undefined;
      };
}

/** Loads that do not wait for answers. */
export type ScheduledLoad = OpenLoad | MeasuredLoad | BurstLoad | RecordedLoad;
