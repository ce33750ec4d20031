import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'A job worker is killed every two seconds with all its jobs: what is lost, what runs twice, and which strategy recovers first?',
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
  timeoutMs: 5000,
  queueLimit: 1000,
  objective: { of: 'responseMs', quantile: 0.99, atMost: 1000 },
  faults: [{ hits: 'job worker', does: 'kill', everyMs: 2000 }],
});
