import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Sizes from a bounded Pareto distribution between 1 ms and 10 s: one job in a thousand takes longer than all jobs around it together.',
  cluster: { httpWorkers: 2, jobWorkers: 4 },
  lightMs: 5,
  types: {
    job: {
      runs: 'sleep',
      service: { law: 'bounded-pareto', lowMs: 1, highMs: 10_000, alpha: 1.1 },
      share: 1,
    },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.7 },
    lightPerSecond: 50,
    connectionsPerHttpWorker: 512,
    warmupMs: 2000,
    durationMs: 30000,
  },
  timeoutMs: 60_000,
  queueLimit: 1_000_000,
});
