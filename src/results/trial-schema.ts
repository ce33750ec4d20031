import { z } from 'zod';
import { classCounts, conduct, count, level, nullable } from './parts.ts';

/** Response times of one class of requests in one trial or replication. */
const classTimes = {
  name: z.string(),
  counts: classCounts,
  /**
   * Response times over every request offered: what got no good answer ranks behind all that did. Null where too few
   * were offered, or where the percentile falls on a request without a good answer.
   */
  rankedMs: z.strictObject({ p50: nullable, p90: nullable, p95: nullable, p99: nullable }),
  /** Of good answers; null without any. */
  meanMs: nullable,
};

export const replicationClass = z.strictObject(classTimes);

const trialClass = z.strictObject({
  ...classTimes,
  /** Good answers in time: within the scenario's objective, or by its deadline for light requests and where it has none. */
  attained: count,
  /** What the simulator says of the same jobs under the same strategy; null where it cannot. */
  predictedMs: z.strictObject({ mean: nullable, p95: nullable }).nullable(),
});

/** Why a trial is to be doubted: `code` is stable, for programs. */
const flag = z.strictObject({ code: z.string(), message: z.string() });

export const trialSchema = z.strictObject({
  /** From 0; all trials of a block meet the same requests. */
  block: count,
  /** Within its block, in the order they ran. */
  position: count,
  strategy: z.string(),
  /** The baseline run a second time: what it differs by from the first is noise. */
  twin: z.boolean(),
  connections: count.nullable(),
  seed: count,
  startedAt: z.string(),
  /** True if an earlier attempt was set aside because it was disturbed. */
  repeated: z.boolean(),
  flags: z.array(flag),
  /** More arrived than was served. */
  unstable: z.boolean(),
  /** Absent in closed loops, where the answers decide, and in older files. */
  level: level.optional(),
  ...conduct,
  classes: z.array(trialClass),
  /** Of its file in samples/, as it lies on the disk. Absent in runs that are older than it. */
  samplesDigest: z.string().optional(),
});

export type TrialRecord = z.infer<typeof trialSchema>;
export type TrialClass = z.infer<typeof trialClass>;
export type Flag = z.infer<typeof flag>;
export type ReplicationClass = z.infer<typeof replicationClass>;
