import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    "The article's client: each second 8 light requests of 50 ms and 1 heavy one of 5 s, all at once. Do light requests stay fast?",
  cluster: { httpWorkers: 2, jobWorkers: 6 },
  lightMs: 50,
  types: {
    'report-a': { runs: 'sleep', service: { law: 'constant', meanMs: 5000 }, share: 1 },
  },
  load: {
    model: 'bursts',
    everyMs: 1000,
    lightPerBurst: 8,
    heavyPerBurst: 1,
    connectionsPerHttpWorker: 16,
    warmupMs: 10_000,
    durationMs: 60_000,
  },
  timeoutMs: 10_000,
  defaultTimeScale: 0.1,
  queueLimit: 1000,
});
