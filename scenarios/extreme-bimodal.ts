import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Of 1000 jobs, 995 take 0.5 ms and 5 take 500 ms: do short jobs wait for long ones? (Extreme Bimodal of the DARC paper, a thousand times slower.)',
  cluster: { httpWorkers: 2, jobWorkers: 16 },
  lightMs: 5,
  types: {
    short: { runs: 'sleep', service: { law: 'constant', meanMs: 0.5 }, share: 995 },
    long: { runs: 'sleep', service: { law: 'constant', meanMs: 500 }, share: 5 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.7 },
    lightPerSecond: 0,
    connectionsPerHttpWorker: 512,
    warmupMs: 400,
    durationMs: 4000,
  },
  timeoutMs: 60_000,
  // A small machine cannot serve 3700 short jobs a second.
  defaultTimeScale: 10,
  queueLimit: 1_000_000,
  objective: { of: 'slowdown', quantile: 0.999, atMost: 10 },
});
