import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Sixteen primaries share sixteen workers. Each counts its own jobs at once and reads the other counts every five service times: strategies that look at all workers herd (in the simulator; live there is one primary).',
  cluster: { httpWorkers: 2, jobWorkers: 16 },
  lightMs: 5,
  types: { job: { runs: 'sleep', service: { law: 'exponential', meanMs: 20 }, share: 1 } },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.9 },
    lightPerSecond: 50,
    connectionsPerHttpWorker: 512,
    warmupMs: 2000,
    durationMs: 10000,
  },
  timeoutMs: 60_000,
  defaultTimeScale: 2,
  queueLimit: 1_000_000,
  simulation: { primaries: 16, readCountsEveryMs: 100 },
});
