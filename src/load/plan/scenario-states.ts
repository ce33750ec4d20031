import type { JobOptions } from '../../contract/define-job.ts';
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
  /** The jobs that its types run, by what they call them; absent where there are none. */
  readonly jobs?: Readonly<Record<string, ReadJob>>;
  /** The parameters in the files that its types name, by file; absent where there are none. */
  readonly payloads?: Readonly<Record<string, Payloads>>;
}

/** A job file that was found and checked. */
export interface ReadJob {
  /** As messages between processes call it. */
  readonly name: string;
  /** As people call the file. */
  readonly place: string;
  /** URL of what is loaded. */
  readonly module: string;
  /** Of its code and what that imports. */
  readonly digest: string;
  readonly description: JobDescription;
}

/** All that there is to say of a job file without running it. */
export interface JobDescription {
  readonly options: JobOptions;
  /** Which of the optional functions it exports. */
  readonly setup: boolean;
  readonly teardown: boolean;
  readonly check: boolean;
  readonly sample: boolean;
}

export interface Payloads {
  readonly digest: string;
  /** JSON, one a request. */
  readonly texts: readonly string[];
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
