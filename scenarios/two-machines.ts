import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Short jobs, and half of the workers on a machine whose messages take 4 ms more each way (simulated): is it worth going there?',
  cluster: { httpWorkers: 2, jobWorkers: 4 },
  lightMs: 1,
  types: {
    short: { runs: 'sleep', service: { law: 'exponential', meanMs: 10 }, share: 1 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.4 },
    lightPerSecond: 50,
    connectionsPerHttpWorker: 64,
    warmupMs: 1000,
    durationMs: 5000,
  },
  timeoutMs: 5000,
  queueLimit: 1000,
  objective: { of: 'responseMs', quantile: 0.99, atMost: 100 },
  simulation: { messageMs: 0.1, machines: [2, 2], farMs: 4 },
});
