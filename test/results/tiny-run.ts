import type { ClassSummary, Counts } from '../../src/measuring/summary/class-summary.ts';
import type { Distribution } from '../../src/measuring/summary/latency.ts';
import { rankedOfSummary } from '../../src/measuring/summary/ranked.ts';
import { type RunResult, SCHEMA_VERSION, type StrategyResult } from '../../src/results/schema.ts';
import type { TrialRecord } from '../../src/results/trial-schema.ts';

/** A run as small as it can be, made by hand. */
export const TINY_RUN: RunResult = {
  schemaVersion: SCHEMA_VERSION,
  runId: 'run-1',
  engine: 'live',
  complete: true,
  passed: true,
  warnings: [],
  startedAt: '2026-01-01T12:00:00.000Z',
  command: 'bench',
  seed: 1,
  environment: {
    cpuModel: 'CPU',
    cpuCount: 2,
    memoryBytes: 1,
    platform: 'linux x64',
    node: 'v20.0.0',
    v8: '11',
    autocannon: '9',
    fastify: '5',
    commit: 'abc1234',
    loadAverageBefore: 0.1,
  },
  scenario: { name: 'tiny', timeScale: 1, loadModel: 'open', settings: { lightMs: 5 } },
  design: {
    mode: 'quick',
    blocks: 1,
    target: null,
    baseline: 'round-robin',
    primaryClass: 'short',
    alpha: 0.05,
    margin: 0.05,
  },
  strategies: [],
  trials: [],
  comparisons: [],
  best: [],
  allAlikeP: null,
};

export function distribution(count: number, p95: number | null): Distribution {
  if (p95 === null) return { count, mean: 1, p50: 1, p90: null, p95, p99: null, p999: null, max: 2 };
  const [mean, p50, p90, max] = [p95 / 2, p95 / 4, p95 * 0.9, p95 * 2];
  return { count, mean, p50, p90, p95, p99: p95 * 1.5, p999: null, max };
}

export function summary(name: string, p95: number | null, others: Partial<Counts> = {}): ClassSummary {
  const notOk = Object.values(others).reduce((sum, count) => sum + count, 0);
  const none = distribution(0, null);
  return {
    name,
    counts: {
      offered: 300 + notOk,
      ok: 300,
      failed: 0,
      timedOut: 0,
      cancelled: 0,
      rejected: 0,
      lost: 0,
      lateDuplicates: 0,
      ...others,
    },
    responseMs: distribution(300, p95),
    waitMs: none,
    serviceMs: none,
    slowdown: none,
    throughputPerSecond: 30,
  };
}

export function strategy(name: string, classes: ClassSummary[]): StrategyResult {
  return {
    name,
    connections: null,
    window: 2,
    uses: [],
    vsIdeal: 1.25,
    decisionNs: { count: 10, mean: 4000, p50: 3000, p99: 9000 },
    workers: [
      { worker: 3, jobs: 75, busyMs: 100, cpuMs: 10 },
      { worker: 4, jobs: 25, busyMs: 100, cpuMs: 10 },
    ],
    httpWorkers: [{ worker: 1, requests: 400, cpuMs: 10 }],
    primaryCpuMs: 1500,
    generator: { sendLagP99Ms: 0.5, eventLoopUtilisation: 0.2, reconnects: 0 },
    classes,
  };
}

/** Each strategy ran once. */
export function runOf(...strategies: StrategyResult[]): RunResult {
  return { ...TINY_RUN, strategies, trials: strategies.map(trialOf) };
}

/** Its fields in the order in which files have them. */
function trialOf(result: StrategyResult): TrialRecord {
  const { name, connections, window: _window, uses: _uses, classes, ...conduct } = result;
  return {
    block: 0,
    position: 0,
    strategy: name,
    twin: false,
    connections,
    seed: 1,
    startedAt: TINY_RUN.startedAt,
    repeated: false,
    flags: [],
    unstable: false,
    ...conduct,
    classes: classes.map((one) => ({
      name: one.name,
      counts: one.counts,
      rankedMs: rankedOfSummary(one),
      meanMs: one.responseMs.mean,
      attained: one.counts.ok,
      predictedMs: null,
    })),
  };
}
