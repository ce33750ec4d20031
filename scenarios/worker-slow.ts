import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Every five seconds a job worker runs at a tenth of its speed for two seconds: which strategies notice, and which still send it jobs?',
  cluster: { httpWorkers: 2, jobWorkers: 4 },
  lightMs: 5,
  types: {
    short: { runs: 'sleep', service: { law: 'exponential', meanMs: 20 }, share: 9 },
    long: { runs: 'sleep', service: { law: 'exponential', meanMs: 200 }, share: 1 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.7 },
    lightPerSecond: 50,
    connectionsPerHttpWorker: 128,
    warmupMs: 1000,
    durationMs: 30000,
  },
  timeoutMs: 20_000,
  queueLimit: 1000,
  objective: { of: 'responseMs', quantile: 0.99, atMost: 1000 },
  faults: [{ hits: 'job worker', does: 'slow', everyMs: 5000, speed: 0.1, forMs: 2000 }],
});
