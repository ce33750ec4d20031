import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Half of the jobs take 1 ms, half 100 ms: variance below exponential, but a high slowdown of short jobs. (High Bimodal of the DARC paper, a thousand times slower.)',
  cluster: { httpWorkers: 2, jobWorkers: 16 },
  lightMs: 5,
  types: {
    short: { runs: 'sleep', service: { law: 'constant', meanMs: 1 }, share: 1 },
    long: { runs: 'sleep', service: { law: 'constant', meanMs: 100 }, share: 1 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.7 },
    lightPerSecond: 0,
    connectionsPerHttpWorker: 128,
    warmupMs: 2000,
    durationMs: 20000,
  },
  timeoutMs: 60_000,
  queueLimit: 1_000_000,
  objective: { of: 'slowdown', quantile: 0.999, atMost: 10 },
});
