import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'A worker joins cold among seven warm ones and runs at a fifth of the speed for its first ten seconds (in the simulator; live it stays slow).',
  cluster: { httpWorkers: 2, jobWorkers: 8, speeds: [0.2, 1, 1, 1, 1, 1, 1, 1] },
  lightMs: 5,
  types: { job: { runs: 'sleep', service: { law: 'exponential', meanMs: 20 }, share: 1 } },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.7 },
    lightPerSecond: 50,
    connectionsPerHttpWorker: 128,
    warmupMs: 0,
    durationMs: 20000,
  },
  timeoutMs: 60_000,
  queueLimit: 1_000_000,
  simulation: {
    disturbances: [
      { atMs: 2500, worker: 0, speed: 0.4 },
      { atMs: 5000, worker: 0, speed: 0.6 },
      { atMs: 7500, worker: 0, speed: 0.8 },
      { atMs: 10_000, worker: 0, speed: 1 },
    ],
  },
});
