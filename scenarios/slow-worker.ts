import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'One of eight workers runs at a tenth of the speed: which strategies notice, and which still send it jobs?',
  cluster: { httpWorkers: 2, jobWorkers: 8, speeds: [0.1, 1, 1, 1, 1, 1, 1, 1] },
  lightMs: 5,
  types: { job: { runs: 'sleep', service: { law: 'exponential', meanMs: 20 }, share: 1 } },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.6 },
    lightPerSecond: 50,
    connectionsPerHttpWorker: 128,
    warmupMs: 2000,
    durationMs: 20000,
  },
  timeoutMs: 60_000,
  queueLimit: 1_000_000,
});
