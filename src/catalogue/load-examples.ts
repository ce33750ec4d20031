import type { Load } from '../contract/scenario.ts';

/** An example load of each model, as in a scenario file. */
export const LOAD_EXAMPLES: readonly Load[] = [
  {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.7 },
    lightPerSecond: 120,
    connectionsPerHttpWorker: 64,
    warmupMs: 1000,
    durationMs: 5000,
  },
  {
    model: 'bursts',
    everyMs: 1000,
    lightPerBurst: 8,
    heavyPerBurst: 1,
    connectionsPerHttpWorker: 16,
    warmupMs: 10_000,
    durationMs: 60_000,
  },
  {
    model: 'trace',
    file: 'monday.csv',
    connectionsPerHttpWorker: 64,
    warmupMs: 1000,
    durationMs: 60_000,
  },
  {
    model: 'closed',
    connections: [1, 2, 4, 8],
    lightShare: 0.2,
    warmupMs: 500,
    durationMs: 2000,
  },
];
