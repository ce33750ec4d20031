import type { BurstLoad, OpenLoad } from '../../../src/contract/scenario.ts';
import type { ReadScenario, RecordedLoad, TraceRow } from '../../../src/load/plan/scenario-states.ts';

export const OPEN: OpenLoad = {
  model: 'open',
  arrivals: { process: 'poisson' },
  heavy: { perSecond: 200 },
  lightPerSecond: 50,
  connectionsPerHttpWorker: 8,
  warmupMs: 5000,
  durationMs: 50_000,
};

export const BURSTS: BurstLoad = {
  model: 'bursts',
  everyMs: 1000,
  lightPerBurst: 8,
  heavyPerBurst: 2,
  connectionsPerHttpWorker: 8,
  warmupMs: 2000,
  durationMs: 6000,
};

/** Two timed types, nine short ones to a long one: 22 ms on average. */
export const SCENARIO: ReadScenario = {
  about: 'For tests.',
  cluster: { httpWorkers: 2, jobWorkers: 4 },
  lightMs: 5,
  types: {
    short: { runs: 'sleep', service: { law: 'exponential', meanMs: 10 }, share: 9 },
    long: { runs: 'spin', service: { law: 'constant', meanMs: 130 }, share: 1 },
  },
  load: OPEN,
  timeoutMs: 10_000,
  queueLimit: 1000,
};

/** A trace as it has been read. */
export function recorded(rows: readonly TraceRow[], warmupMs: number, durationMs: number): RecordedLoad {
  return {
    model: 'trace',
    file: 'a.csv',
    rows,
    recording: { digest: 'abc', requests: rows.length, outOfOrder: 0 },
    connectionsPerHttpWorker: 1,
    warmupMs,
    durationMs,
  };
}

export const REPORTS: ReadScenario = {
  ...SCENARIO,
  types: {
    ...SCENARIO.types,
    report: { runs: 'job', job: 'report-a', params: { header: 2, datasize: 20, pageCount: 30 }, share: 5 },
  },
};
