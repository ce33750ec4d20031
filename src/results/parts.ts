import { z } from 'zod';
import type { Counts } from '../measuring/summary/class-summary.ts';

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

const loadLevel = z.strictObject({
  perSecond: z.number(),
  /** Their work ÷ what the job workers can do; null where only a machine can tell. */
  share: nullable,
});

/** Heavy requests in the measured time: what the scenario asks for, and what was offered of it. */
export const level = z.strictObject({ asked: loadLevel, offered: loadLevel });

/** What the faults of the scenario did, and what it took to get over them. */
const damage = z.strictObject({
  /** Faults that found their worker. */
  injected: count,
  workerDeaths: count,
  /** Attempts beyond the first. */
  retried: count,
  /** Results that came when they were no longer wanted. */
  duplicatesDropped: count,
  /** From a worker's death until its replacement was ready; null where none died. */
  recoveryMs: z.strictObject({ mean: z.number(), max: z.number() }).nullable(),
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
  /** Only where the scenario has faults. */
  damage: damage.optional(),
};

export type Level = z.infer<typeof level>;
export type Damage = z.infer<typeof damage>;
