import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Light requests beside short and long reports whose lengths differ by a factor of twenty, at 70 % load: do short reports wait for long ones?',
  cluster: { httpWorkers: 2, jobWorkers: 4 },
  lightMs: 5,
  types: {
    'report-a': { runs: 'sleep', service: { law: 'exponential', meanMs: 8 }, share: 9 },
    'report-b': { runs: 'sleep', service: { law: 'exponential', meanMs: 160 }, share: 1 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.7 },
    lightPerSecond: 120,
    connectionsPerHttpWorker: 64,
    warmupMs: 1000,
    durationMs: 5000,
  },
  timeoutMs: 10_000,
  queueLimit: 1000,
  objective: { of: 'responseMs', quantile: 0.99, atMost: 1000 },
});
