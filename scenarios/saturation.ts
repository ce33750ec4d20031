import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Closed loop with rising concurrency: how many requests a second can the cluster serve, and how much latency does each step cost?',
  cluster: { httpWorkers: 2, jobWorkers: 4 },
  lightMs: 5,
  types: {
    'report-a': { runs: 'sleep', service: { law: 'exponential', meanMs: 4 }, share: 9 },
    'report-b': { runs: 'sleep', service: { law: 'exponential', meanMs: 40 }, share: 1 },
  },
  load: {
    model: 'closed',
    connections: [1, 2, 4, 8, 16, 32],
    lightShare: 0.2,
    warmupMs: 500,
    durationMs: 2000,
  },
  timeoutMs: 10_000,
  queueLimit: 1000,
});
