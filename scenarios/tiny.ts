import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'The smallest cluster that offers a choice, for a second: shows that a new strategy runs, not how good it is.',
  cluster: { httpWorkers: 1, jobWorkers: 2 },
  lightMs: 2,
  types: {
    short: { runs: 'sleep', service: { law: 'exponential', meanMs: 4 }, share: 9 },
    long: { runs: 'sleep', service: { law: 'exponential', meanMs: 40 }, share: 1 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.6 },
    lightPerSecond: 100,
    connectionsPerHttpWorker: 64,
    warmupMs: 200,
    durationMs: 1000,
  },
  timeoutMs: 10_000,
  queueLimit: 1000,
});
