import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'A store with equal numbers of point reads (1.5 ms) and scans (635 ms). (RocksDB mix of the DARC paper, a thousand times slower.)',
  cluster: { httpWorkers: 2, jobWorkers: 16 },
  lightMs: 5,
  types: {
    get: { runs: 'sleep', service: { law: 'constant', meanMs: 1.5 }, share: 1 },
    scan: { runs: 'sleep', service: { law: 'constant', meanMs: 635 }, share: 1 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.7 },
    lightPerSecond: 0,
    connectionsPerHttpWorker: 64,
    warmupMs: 2000,
    durationMs: 60000,
  },
  timeoutMs: 60_000,
  queueLimit: 1_000_000,
  objective: { of: 'slowdown', quantile: 0.999, atMost: 10 },
});
