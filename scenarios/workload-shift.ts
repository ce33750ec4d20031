import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about: 'Two types swap their lengths, then their shares, every 5 s: do strategies that learn adapt?',
  cluster: { httpWorkers: 2, jobWorkers: 8 },
  lightMs: 5,
  types: {
    a: { runs: 'sleep', service: { law: 'constant', meanMs: 100 }, share: 50 },
    b: { runs: 'sleep', service: { law: 'constant', meanMs: 1 }, share: 50 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.7 },
    lightPerSecond: 0,
    connectionsPerHttpWorker: 128,
    warmupMs: 2000,
    durationMs: 18000,
  },
  timeoutMs: 60_000,
  queueLimit: 1_000_000,
  shifts: [
    {
      atMs: 5000,
      types: {
        a: { runs: 'sleep', service: { law: 'constant', meanMs: 1 }, share: 50 },
        b: { runs: 'sleep', service: { law: 'constant', meanMs: 100 }, share: 50 },
      },
    },
    {
      atMs: 10_000,
      types: {
        a: { runs: 'sleep', service: { law: 'constant', meanMs: 1 }, share: 5 },
        b: { runs: 'sleep', service: { law: 'constant', meanMs: 53 }, share: 95 },
      },
    },
    { atMs: 15_000, types: { a: { runs: 'sleep', service: { law: 'constant', meanMs: 50 }, share: 1 } } },
  ],
});
