import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Twice as much work as the workers can do, and a short queue: how fast are excess requests rejected, and are the others served in time?',
  cluster: { httpWorkers: 2, jobWorkers: 4 },
  lightMs: 5,
  types: {
    short: { runs: 'sleep', service: { law: 'exponential', meanMs: 20 }, share: 9 },
    long: { runs: 'sleep', service: { law: 'exponential', meanMs: 200 }, share: 1 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 2 },
    lightPerSecond: 50,
    connectionsPerHttpWorker: 128,
    warmupMs: 1000,
    durationMs: 10000,
  },
  timeoutMs: 2000,
  queueLimit: 40,
  objective: { of: 'responseMs', quantile: 0.99, atMost: 1000 },
});
