import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'One type of job of exponential length at 80 % load: the textbook case, where theory predicts the result.',
  cluster: { httpWorkers: 2, jobWorkers: 4 },
  lightMs: 5,
  types: { job: { runs: 'sleep', service: { law: 'exponential', meanMs: 20 }, share: 1 } },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.8 },
    lightPerSecond: 50,
    connectionsPerHttpWorker: 128,
    warmupMs: 5000,
    durationMs: 15000,
  },
  timeoutMs: 60_000,
  queueLimit: 1_000_000,
});
