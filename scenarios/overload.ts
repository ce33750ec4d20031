import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'A fifth more work than the workers can do, and clients that give up after 2 s: which requests get an answer?',
  cluster: { httpWorkers: 2, jobWorkers: 4 },
  lightMs: 5,
  types: {
    short: { runs: 'sleep', service: { law: 'exponential', meanMs: 8 }, share: 9 },
    long: { runs: 'sleep', service: { law: 'exponential', meanMs: 80 }, share: 1 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 1.2 },
    lightPerSecond: 50,
    connectionsPerHttpWorker: 512,
    warmupMs: 2000,
    durationMs: 15000,
  },
  timeoutMs: 2000,
  queueLimit: 1_000_000,
});
