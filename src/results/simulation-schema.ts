import { z } from 'zod';
import { settings } from './kept-settings.ts';
import { count, level, nullable } from './parts.ts';
import { classSummary, environment, type RunResult, SCHEMA_VERSION, warning } from './schema.ts';
import { replicationClass } from './trial-schema.ts';

/** A strategy or a bound at one load: means over independent replications. */
const simulatedResult = z.strictObject({
  name: z.string(),
  /** References are bounds, not strategies: `central FIFO` without overhead, and two with preemption. */
  kind: z.enum(['strategy', 'reference']),
  window: nullable,
  uses: z.array(z.string()),
  /** Requested utilisation; null for the scenario's own load. */
  load: nullable,
  /** Offered: mean over the replications. Absent in older files. */
  level: level.optional(),
  /** Mean response ÷ that of the central FIFO on the same jobs; null if not all were served. */
  vsIdeal: nullable,
  replications: count,
  /** Null if a replication has no answered request. */
  meanResponseIntervalMs: z.tuple([z.number(), z.number()]).nullable(),
  /** Measured jobs that did not end in twice the time, because the cluster was overloaded. */
  unfinished: count,
  busyShare: z.number(),
  /** Of k consecutive arrivals on k workers, the largest share one worker ran. */
  concentration: z.strictObject({ mean: z.number(), max: z.number() }).nullable(),
  overtakenShare: z.number(),
  longestWaitMs: z.number(),
  meanInSystem: z.number(),
  /** Retries after lost workers; absent for references. */
  retried: count.optional(),
  classes: z.array(classSummary),
  /** The single replications, for comparisons of runs; absent from older files. */
  bySeed: z.array(z.strictObject({ seed: count, classes: z.array(replicationClass) })).optional(),
});

const searchResult = z.strictObject({
  name: z.string(),
  question: z.enum(['highest load', 'fewest workers']),
  /** The largest number tried; absent from older files. */
  most: z.number().optional(),
  /** Offered heavy requests a second; null in a search for a load. */
  perSecond: nullable.optional(),
  /** One value per seed; null if none in range meets the objective. */
  found: z.array(nullable),
  mean: nullable,
  interval: z.tuple([z.number(), z.number()]).nullable(),
});

export const simulationRunSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  runId: z.string(),
  engine: z.literal('sim'),
  complete: z.boolean(),
  passed: z.boolean(),
  warnings: z.array(warning),
  startedAt: z.string(),
  command: z.string(),
  /** Digest of all compiled code; absent from older files. */
  codeDigest: z.string().optional(),
  seed: count,
  environment,
  scenario: z.strictObject({ name: z.string(), timeScale: z.number(), settings }),
  strategies: z.array(simulatedResult),
  searches: z.array(searchResult),
});

export type SimulatedResult = z.infer<typeof simulatedResult>;
export type SearchResult = z.infer<typeof searchResult>;
export type SimulationRun = z.infer<typeof simulationRunSchema>;
/** A stored run of `bench`: response times of strategies, measured or simulated. */
export type BenchRun = RunResult | SimulationRun;
