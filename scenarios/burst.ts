import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about: 'The mean load is 60 %, in spells: five times the mean rate for a tenth of the time.',
  cluster: { httpWorkers: 2, jobWorkers: 4 },
  lightMs: 5,
  types: {
    short: { runs: 'sleep', service: { law: 'exponential', meanMs: 8 }, share: 9 },
    long: { runs: 'sleep', service: { law: 'exponential', meanMs: 80 }, share: 1 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'bursts', busyFactor: 5, busyShare: 0.1, busyMs: 250 },
    heavy: { utilisation: 0.6 },
    lightPerSecond: 50,
    connectionsPerHttpWorker: 400,
    warmupMs: 2000,
    durationMs: 20000,
  },
  timeoutMs: 60_000,
  queueLimit: 1_000_000,
});
