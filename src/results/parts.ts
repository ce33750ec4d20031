import { z } from 'zod';
import type { Counts } from '../measurement/class-summary.ts';

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

export const decisionNs = z
  .strictObject({ count, mean: z.number(), p50: z.number(), p99: z.number() })
  .nullable();
export const workerShare = z.strictObject({
  worker: count,
  jobs: count,
  busyMs: z.number(),
  cpuMs: z.number(),
});
export const httpWorkerShare = z.strictObject({ worker: count, requests: count, cpuMs: z.number() });
export const generatorHealth = z.strictObject({
  sendLagP99Ms: z.number(),
  eventLoopUtilisation: z.number(),
  reconnects: count,
});
