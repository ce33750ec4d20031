import { z } from 'zod';
import { settings } from './kept-settings.ts';
import { count, nullable } from './parts.ts';
import { environment, SCHEMA_VERSION, warning } from './schema.ts';
import type { BenchRun } from './simulation-schema.ts';

const counted = z.strictObject({ name: z.string(), count, first: z.string() });
const figures = z
  .strictObject({ count, mean: z.number(), p50: z.number(), p95: z.number() })
  .readonly()
  .nullable();

const log = z.strictObject({
  files: z.array(z.string()).readonly(),
  format: z.string(),
  /** What the times of the log stand for. */
  stamp: z.enum(['start', 'end']),
  lines: count,
  requests: count,
  firstMs: z.number(),
  lastMs: z.number(),
  stampStepMs: z.number(),
  leftOut: z.array(counted).readonly(),
  notUnderstood: z.array(counted).readonly(),
  notes: z.array(z.string()).readonly(),
});

const route = z.strictObject({
  name: z.string(),
  route: z.string(),
  heavy: z.boolean(),
  requests: count,
  serviceMs: figures,
  responseMs: figures,
  source: z.enum(['library', 'field', 'inversion', 'alone', 'utilisation', 'bound']).nullable(),
  sure: z.boolean(),
  /** That the queue gives; null where no queue holds. */
  workers: nullable,
  /** Two things under one name. */
  mixture: z.strictObject({ shortMs: z.number(), longMs: z.number(), longShare: z.number() }).nullable(),
});

/** See `Inversion`. */
const queue = z.strictObject({
  workers: count,
  queues: count,
  contradictions: z.number(),
  withFewer: nullable,
  waited: z.number(),
  dependence: z.number(),
  holds: z.boolean(),
});

const peak = z.strictObject({
  fromMs: z.number(),
  toMs: z.number(),
  requests: count,
  workMs: z.number(),
  /** Workers that its work would keep busy all the time. */
  busyWorkers: z.number(),
  perSecond: z.number(),
  /** The busiest windows of other days, requests a second: lowest and highest; null if there are none. */
  others: z.tuple([z.number(), z.number()]).readonly().nullable(),
  medianPerSecond: z.number(),
  weekend: z.boolean(),
  /** Index of dispersion of arrivals at 1, 10 and 100 s. */
  dispersion: z.array(z.strictObject({ intervalMs: z.number(), index: nullable }).readonly()).readonly(),
});

const goal = z.strictObject({
  /** As the user wrote it. */
  text: z.string(),
  /** Of the scenario. */
  type: z.string(),
  /** 0.95 for p95; null for the mean. */
  quantile: nullable,
  atMostMs: z.number(),
  /** Nobody asked for it: it keeps strategies from winning at the cost of other types. */
  implied: z.boolean(),
});

/** Over the replications; null for an arrangement that is overloaded. */
const goalTime = z.strictObject({
  meanMs: nullable,
  interval: z.tuple([z.number(), z.number()]).readonly().nullable(),
});

const tried = z.strictObject({
  strategy: z.string(),
  workers: count,
  replications: count,
  goals: z.array(goalTime.readonly()).readonly(),
});

const row = z.strictObject({
  workers: count,
  strategy: z.string(),
  /** What served the requests of the log. */
  now: z.boolean(),
  goals: z.array(goalTime.readonly()).readonly(),
  /** True if the upper ends of all intervals are within their limits, and no request waits for good. */
  meets: z.boolean(),
  /** Factor on the peak's load up to which it meets the goals. */
  holdsUntil: z.number(),
});

const arrangement = z.strictObject({ strategy: z.string(), workers: count });

/** Other circumstances, and the advice in these. */
const otherwise = z.strictObject({
  when: z.string(),
  /** Null where nothing that was tried would do. */
  instead: arrangement.readonly().nullable(),
  flips: z.boolean(),
});

const advice = z.strictObject({
  strategy: z.string(),
  workers: count,
  risk: z.enum(['low', 'medium', 'high']),
  /** Load that is left at the peak: 0.05 for 5 %. */
  headroom: z.number(),
  /** Whether any of the other circumstances changes it. */
  flips: z.boolean(),
  otherwise: z.array(otherwise.readonly()).readonly(),
});

const findings = {
  log: log.readonly(),
  routes: z.array(route.readonly()).readonly(),
  /** Of the heavy routes, all that are replayed. */
  heavyRequests: count,
  /** Why the service times may be wrong; sure if there is none. */
  doubts: z.array(z.string()).readonly(),
  queue: queue.readonly().nullable(),
  /** Null if no route is heavy, like the queue. */
  peak: peak.readonly().nullable(),
  objective: z.array(goal.readonly()).readonly(),
  /** Every arrangement that was simulated at the peak. */
  tried: z.array(tried.readonly()).readonly(),
  /** Those that the advice is chosen from. */
  rows: z.array(row.readonly()).readonly(),
  /** Null if no arrangement that was tried meets the goals, or none was. */
  advice: advice.readonly().nullable(),
  /** Why there is no advice. */
  reason: z.string().nullable(),
};

const findingsSchema = z.strictObject(findings).readonly();

/** What `advise` keeps. */
export const adviceRunSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  runId: z.string(),
  engine: z.literal('advice'),
  complete: z.boolean(),
  passed: z.boolean(),
  warnings: z.array(warning),
  startedAt: z.string(),
  command: z.string(),
  codeDigest: z.string().optional(),
  seed: count,
  environment,
  /** Made from the log's peak. */
  scenario: z.strictObject({ name: z.string(), timeScale: z.number(), settings }),
  ...findings,
});

export type Goal = z.infer<typeof goal>;
export type GoalTime = Readonly<z.infer<typeof goalTime>>;
export type TriedArrangement = Readonly<z.infer<typeof tried>>;
export type AdviceRow = Readonly<z.infer<typeof row>>;
export type Otherwise = Readonly<z.infer<typeof otherwise>>;
export type Arrangement = Readonly<z.infer<typeof arrangement>>;
export type Advice = Readonly<z.infer<typeof advice>>;
export type Peak = Readonly<z.infer<typeof peak>>;
export type Route = Readonly<z.infer<typeof route>>;
/** What a log says, and what it calls for. */
export type AdviceFindings = z.infer<typeof findingsSchema>;
export type AdviceRun = z.infer<typeof adviceRunSchema>;
/** A stored run. */
export type AnyRun = BenchRun | AdviceRun;
