import { z } from 'zod';
import type { Counts } from '../measuring/summary/class-summary.ts';
import type { Distribution } from '../measuring/summary/latency.ts';

export const count = z.number().int().min(0);
export const nullable = z.number().nullable();

export const classCounts: z.ZodType<Counts> = z.strictObject({
  offered: count,
  ok: count,
  failed: count,
  timedOut: count,
  cancelled: count,
  rejected: count,
  lost: count,
  lateDuplicates: count,
});

export const distribution: z.ZodType<Distribution> = z.strictObject({
  count,
  mean: nullable,
  p50: nullable,
  p90: nullable,
  p95: nullable,
  p99: nullable,
  p999: nullable,
  max: nullable,
});

const decisionNs = z.strictObject({ count, mean: z.number(), p50: z.number(), p99: z.number() }).nullable();
const workerShare = z.strictObject({
  worker: count,
  jobs: count,
  busyMs: z.number(),
  cpuMs: z.number(),
});
const httpWorkerShare = z.strictObject({ worker: count, requests: count, cpuMs: z.number() });
const generatorHealth = z.strictObject({
  sendLagP99Ms: z.number(),
  eventLoopUtilisation: z.number(),
  reconnects: count,
});

const loadLevel = z.strictObject({
  perSecond: z.number(),
  /** Their work ÷ the capacity of the job workers; null if it must be measured. */
  share: nullable,
});

/** Heavy requests in the measured time: as the scenario asks, and as offered. */
export const level = z.strictObject({ asked: loadLevel, offered: loadLevel });

/** The effects of the scenario's faults and the recovery from them. */
const damage = z.strictObject({
  /** Faults that hit a worker. */
  injected: count,
  workerDeaths: count,
  /** Attempts beyond the first. */
  retried: count,
  /** Results that arrived too late. */
  duplicatesDropped: count,
  /** From a worker's death until its replacement was ready; null if none died. */
  recoveryMs: z.strictObject({ mean: z.number(), max: z.number() }).nullable(),
});

/** Jobs of one type as the app saw them, those of the warm-up included. */
const jobsOfType = z.strictObject({
  name: z.string(),
  counts: z.strictObject({ ok: count, failed: count, timedOut: count, cancelled: count, rejected: count }),
  waitMs: distribution,
  serviceMs: distribution,
  /** Wait and service together. Only of a trial. */
  turnaroundMs: z.strictObject({ mean: nullable, p95: nullable }).optional(),
  /** The simulator's turnaround for the same jobs under the same strategy. Only of a trial; absent if they cannot be simulated. */
  predictedMs: z.strictObject({ mean: nullable, p95: nullable }).optional(),
});

/** The figures that a trial and a strategy have in common. */
export const conduct = {
  /** Mean response of heavy requests ÷ that of a central queue without overhead; null if undefined. */
  vsIdeal: nullable,
  decisionNs,
  workers: z.array(workerShare),
  httpWorkers: z.array(httpWorkerShare),
  primaryCpuMs: z.number(),
  generator: generatorHealth,
  /** Only if the scenario has faults. */
  damage: damage.optional(),
  /** Only of an app that reports. Over several trials, counts add up and times are medians of theirs. */
  jobs: z.array(jobsOfType).optional(),
};

export type Level = z.infer<typeof level>;
export type Damage = z.infer<typeof damage>;
export type JobsOfType = z.infer<typeof jobsOfType>;
