import { z } from 'zod';
import type { ClassSummary } from '../measuring/summary/class-summary.ts';
import { comparisonSchema } from './comparison-schema.ts';
import { settings } from './kept-settings.ts';
import { classCounts, conduct, count, distribution, nullable } from './parts.ts';
import { trialSchema } from './trial-schema.ts';

/** Increased when an older reader would misunderstand a newer file. */
export const SCHEMA_VERSION = 2;

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
  /** Kind of warning, stable for programs. */
  code: z.string(),
  /** The row it is about; null for the whole run. */
  strategy: z.string().nullable(),
  message: z.string(),
});

/** A strategy over all its blocks: counts are added, latencies are over all its requests together. */
const strategyResult = z.strictObject({
  /** With parameters that differ from the defaults. */
  name: z.string(),
  /** Connections of a closed loop; null for open loads. */
  connections: count.nullable(),
  /** Unfinished jobs a worker may hold; null for no limit, and for inline. */
  window: z.number().nullable(),
  /** What the strategy may know beyond its own decisions. */
  uses: z.array(z.string()),
  /** Only of a row that is no strategy, such as a pool or a queue. */
  alternative: z
    .strictObject({
      /** What ran the jobs. */
      started: z.string(),
      /** Where an accepted job is kept: rows that differ in this do different work. */
      durability: z.string(),
      /** What ends at a deadline, or when the client is gone; null if nothing does. */
      aborts: z.string().nullable(),
      onDeath: z.string(),
    })
    .optional(),
  ...conduct,
  classes: z.array(classSummary),
});

export const environment = z.strictObject({
  cpuModel: z.string(),
  cpuCount: count,
  memoryBytes: count,
  platform: z.string(),
  /** Absent, like the next two, if the system does not report it. */
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

/** The layout of the trials, which follows from the seed. */
export const designSchema = z.strictObject({
  /** `quick` shows ranges and gives no verdicts; `until` adds blocks until intervals are narrow; `calibration` is A/A only. */
  mode: z.enum(['quick', 'blocks', 'until', 'calibration']),
  /** Largest number of blocks. */
  blocks: count,
  /** Half-width of the ratio's interval at which `until` stops, such as 0.05. */
  target: nullable,
  baseline: z.string(),
  /** The class judged first: the most frequent heavy type. Null without heavy requests. */
  primaryClass: z.string().nullable(),
  alpha: z.number().min(0.000_001).max(0.5),
  /** Ratios within 1 ± this count as the same. */
  margin: z.number().positive(),
});

export const runSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  runId: z.string(),
  engine: z.literal('live'),
  /** False while it runs and if it was interrupted. */
  complete: z.boolean(),
  /** Every request accounted for, nothing lost, no strategy failed. */
  passed: z.boolean(),
  warnings: z.array(warning),
  startedAt: z.string(),
  command: z.string(),
  /** Digest of all compiled code, strategies and scenarios included; absent from older files. */
  codeDigest: z.string().optional(),
  seed: count,
  environment,
  scenario: z.strictObject({
    name: z.string(),
    timeScale: z.number(),
    loadModel: z.enum(['open', 'bursts', 'trace', 'closed']),
    /** The scenario at this time scale. */
    settings,
    /** The command or address of the server, where it was one of the user's. */
    target: z.string().optional(),
  }),
  design: designSchema,
  strategies: z.array(strategyResult),
  trials: z.array(trialSchema),
  comparisons: z.array(comparisonSchema),
  /** Strategies that no other is significantly better than, in the class judged first; empty in quick runs. */
  best: z.array(z.string()),
  /** p that all strategies are alike, in the class judged first; absent from older files, which had another test. */
  allAlikeP: nullable.optional(),
  friedman: z.unknown().optional(),
});

export type Design = z.infer<typeof designSchema>;
export type RunResult = z.infer<typeof runSchema>;
export type StrategyResult = z.infer<typeof strategyResult>;
export type Warning = z.infer<typeof warning>;
export type Environment = z.infer<typeof environment>;
