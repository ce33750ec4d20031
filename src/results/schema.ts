import { z } from 'zod';
import type { ClassSummary } from '../measurement/class-summary.ts';
import type { Distribution } from '../measurement/latency.ts';

/** Raised when a reader of an older file would misunderstand a newer one. */
export const SCHEMA_VERSION = 1;

export const count = z.number().int().min(0);
export const nullable = z.number().nullable();

const distribution: z.ZodType<Distribution> = z.strictObject({
  count,
  mean: nullable,
  p50: nullable,
  p90: nullable,
  p95: nullable,
  p99: nullable,
  p999: nullable,
  max: nullable,
});

export const classSummary: z.ZodType<ClassSummary> = z.strictObject({
  name: z.string(),
  counts: z.strictObject({
    offered: count,
    ok: count,
    failed: count,
    timedOut: count,
    cancelled: count,
    rejected: count,
    lost: count,
    lateDuplicates: count,
  }),
  responseMs: distribution,
  waitMs: distribution,
  serviceMs: distribution,
  slowdown: distribution,
  throughputPerSecond: z.number(),
});

export const warning = z.strictObject({
  /** What kind of doubt: stable, for programs. */
  code: z.string(),
  /** Which row it concerns; null for the whole run. */
  strategy: z.string().nullable(),
  message: z.string(),
});

const strategyResult = z.strictObject({
  /** With parameters that differ from the defaults. */
  name: z.string(),
  /** Connections of a closed loop; null where requests arrive on a schedule. */
  connections: count.nullable(),
  /** Unfinished jobs a worker may hold; null for no limit, and for inline. */
  window: z.number().nullable(),
  /** What the strategy may know beyond its own decisions. */
  uses: z.array(z.string()),
  /** Mean response of heavy requests ÷ that of a central queue without overhead; null where that is not defined. */
  vsIdeal: nullable,
  decisionNs: z.strictObject({ count, mean: z.number(), p50: z.number(), p99: z.number() }).nullable(),
  workers: z.array(z.strictObject({ worker: count, jobs: count, busyMs: z.number(), cpuMs: z.number() })),
  httpWorkers: z.array(z.strictObject({ worker: count, requests: count, cpuMs: z.number() })),
  primaryCpuMs: z.number(),
  generator: z.strictObject({
    sendLagP99Ms: z.number(),
    eventLoopUtilisation: z.number(),
    reconnects: count,
  }),
  classes: z.array(classSummary),
});

export const environment = z.strictObject({
  cpuModel: z.string(),
  cpuCount: count,
  memoryBytes: count,
  platform: z.string(),
  node: z.string(),
  v8: z.string(),
  autocannon: z.string(),
  fastify: z.string(),
  commit: z.string().nullable(),
  loadAverageBefore: z.number(),
});

export const runSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  runId: z.string(),
  engine: z.literal('live'),
  /** False while it runs and if it was broken off. */
  complete: z.boolean(),
  /** Every request accounted for, nothing lost, no strategy failed. */
  passed: z.boolean(),
  warnings: z.array(warning),
  startedAt: z.string(),
  command: z.string(),
  seed: count,
  environment,
  scenario: z.strictObject({
    name: z.string(),
    timeScale: z.number(),
    loadModel: z.enum(['open', 'bursts', 'trace', 'closed']),
    /** As it ran: the scenario file at this pace. */
    settings: z.looseObject({}),
  }),
  strategies: z.array(strategyResult),
});

export type RunResult = z.infer<typeof runSchema>;
export type StrategyResult = z.infer<typeof strategyResult>;
export type Warning = z.infer<typeof warning>;
export type Environment = z.infer<typeof environment>;
