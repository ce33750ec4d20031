import { z } from 'zod';
import type { ClassSummary } from '../measuring/summary/class-summary.ts';
import type { Distribution } from '../measuring/summary/latency.ts';
import { comparisonSchema } from './comparison-schema.ts';
import { settings } from './kept-settings.ts';
import { classCounts, conduct, count, nullable } from './parts.ts';
import { trialSchema } from './trial-schema.ts';

/** Raised when a reader of an older file would misunderstand a newer one. */
export const SCHEMA_VERSION = 2;

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
  counts: classCounts,
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

/** A strategy over all its blocks: counts add up, latencies are those of all its requests together. */
const strategyResult = z.strictObject({
  /** With parameters that differ from the defaults. */
  name: z.string(),
  /** Connections of a closed loop; null where requests arrive on a schedule. */
  connections: count.nullable(),
  /** Unfinished jobs a worker may hold; null for no limit, and for inline. */
  window: z.number().nullable(),
  /** What the strategy may know beyond its own decisions. */
  uses: z.array(z.string()),
  ...conduct,
  classes: z.array(classSummary),
});

export const environment = z.strictObject({
  cpuModel: z.string(),
  cpuCount: count,
  memoryBytes: count,
  platform: z.string(),
  /** Absent, like the next two, where the system does not tell. */
  kernel: z.string().optional(),
  /** Cores that the control group of this process may use at once. */
  cpuLimit: z.number().positive().optional(),
  /** Of the first core's clock rate. */
  governor: z.string().optional(),
  node: z.string(),
  v8: z.string(),
  autocannon: z.string(),
  fastify: z.string(),
  commit: z.string().nullable(),
  loadAverageBefore: z.number(),
});

/** How the trials were laid out; all of it follows from the seed. */
export const designSchema = z.strictObject({
  /** `quick` shows ranges and gives no verdicts; `until` adds blocks until intervals are narrow; `calibration` is A/A only. */
  mode: z.enum(['quick', 'blocks', 'until', 'calibration']),
  /** At most so many. */
  blocks: count,
  /** Half-width of the ratio's interval at which `until` stops, such as 0.05. */
  target: nullable,
  baseline: z.string(),
  /** The class that is judged first: its most frequent heavy type. Null where none is heavy. */
  primaryClass: z.string().nullable(),
  alpha: z.number().min(0.000_001).max(0.5),
  /** Ratios within 1 ± this are the same. */
  margin: z.number().positive(),
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
  /** Of everything compiled, strategies and scenarios included; absent from older files. */
  codeDigest: z.string().optional(),
  seed: count,
  environment,
  scenario: z.strictObject({
    name: z.string(),
    timeScale: z.number(),
    loadModel: z.enum(['open', 'bursts', 'trace', 'closed']),
    /** As it ran: the scenario file at this pace. */
    settings,
  }),
  design: designSchema,
  strategies: z.array(strategyResult),
  trials: z.array(trialSchema),
  comparisons: z.array(comparisonSchema),
  /** Strategies that no other certainly beats, in the class judged first; empty in quick runs. */
  best: z.array(z.string()),
  /** That all strategies are alike, in the class judged first; absent from older files, which had another test. */
  allAlikeP: nullable.optional(),
  friedman: z.unknown().optional(),
});

export type Design = z.infer<typeof designSchema>;
export type RunResult = z.infer<typeof runSchema>;
export type StrategyResult = z.infer<typeof strategyResult>;
export type Warning = z.infer<typeof warning>;
export type Environment = z.infer<typeof environment>;
