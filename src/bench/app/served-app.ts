import type { AppAccount } from './app-report.ts';

/** What a server of the user's told of a trial. */
export interface AppTold {
  /** Undefined where it does not report. */
  readonly account: AppAccount | undefined;
  /** Requests that were sent to see whether it is ready, by status of the answer. */
  readonly probes: ReadonlyMap<number, number>;
}

/** A server under test, while a trial has it. */
export interface ServedApp {
  /** Without a path. */
  readonly url: string;
  /** True if it speaks of its jobs: then it runs the strategy that it was given. */
  readonly reports: boolean;
  /** Requests that were sent to see whether it is ready, by status of the answer. */
  readonly probes: ReadonlyMap<number, number>;
  /** What it says once nothing is under way any more; undefined where it does not report. */
  account(limitMs: number): Promise<AppAccount | undefined>;
  /** Processor time of all its processes; undefined where nobody can tell. */
  cpuMs(): number | undefined;
  /** Rejects as soon as it has ended; never resolves. */
  whenFailed(): Promise<never>;
  stop(): Promise<void>;
}

/** A server that runs already: it is left as it is. */
export function runningServer(url: string): ServedApp {
  return {
    url,
    reports: false,
    probes: new Map(),
    account: async () => undefined,
    cpuMs: () => undefined,
    whenFailed: () => new Promise(() => {}),
    stop: async () => {},
  };
}
