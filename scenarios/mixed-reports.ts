import { defineScenario } from '../src/contract/scenario.ts';

export default defineScenario({
  about:
    'Light requests beside the two real CPU-bound reports: what do light requests gain when heavy work is handed over?',
  cluster: { httpWorkers: 1, jobWorkers: 2 },
  lightMs: 5,
  types: {
    'report-a': {
      runs: 'job',
      job: 'report-a',
      params: { header: 2, datasize: 20, pageCount: 20 },
      share: 9,
    },
    'report-b': {
      runs: 'job',
      job: 'report-b',
      params: { header: 2, datasize: 20, pageCount: 20 },
      share: 1,
    },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.6 },
    lightPerSecond: 100,
    connectionsPerHttpWorker: 32,
    warmupMs: 1000,
    durationMs: 10_000,
  },
  timeoutMs: 10_000,
  queueLimit: 1000,
});
