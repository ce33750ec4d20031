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

/** How a trial, or all of a strategy's, ran: what trials and strategies both tell. */
export const conduct = {
  /** Mean response of heavy requests ÷ that of a central queue without overhead; null where that is not defined. */
  vsIdeal: nullable,
  decisionNs,
  workers: z.array(workerShare),
  httpWorkers: z.array(httpWorkerShare),
  primaryCpuMs: z.number(),
  generator: generatorHealth,
};
