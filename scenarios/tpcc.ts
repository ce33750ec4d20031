import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Five transaction types from 5.7 to 100 ms with the shares of TPC-C: typed queues with more than two types. (A thousand times slower than published.)',
  cluster: { httpWorkers: 2, jobWorkers: 16 },
  lightMs: 5,
  types: {
    payment: { runs: 'sleep', service: { law: 'constant', meanMs: 5.7 }, share: 44 },
    'order-status': { runs: 'sleep', service: { law: 'constant', meanMs: 6 }, share: 4 },
    'new-order': { runs: 'sleep', service: { law: 'constant', meanMs: 20 }, share: 44 },
    delivery: { runs: 'sleep', service: { law: 'constant', meanMs: 88 }, share: 4 },
    'stock-level': { runs: 'sleep', service: { law: 'constant', meanMs: 100 }, share: 4 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.8 },
    lightPerSecond: 0,
    connectionsPerHttpWorker: 128,
    warmupMs: 1000,
    durationMs: 10000,
  },
  timeoutMs: 60_000,
  defaultTimeScale: 2,
  queueLimit: 1_000_000,
  objective: { of: 'slowdown', quantile: 0.999, atMost: 10 },
});
