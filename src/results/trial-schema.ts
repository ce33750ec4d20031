import { z } from 'zod';
import { classCounts, conduct, count, level, nullable } from './parts.ts';

/** Response times of one class of requests in one trial or replication. */
const classTimes = {
  name: z.string(),
  counts: classCounts,
  /**
   * Response times over all offered requests. Requests without a good answer rank behind all others. Null with too few
   * requests, or if the percentile falls on a request without a good answer.
   */
  rankedMs: z.strictObject({ p50: nullable, p90: nullable, p95: nullable, p99: nullable }),
  /** Over good answers; null without any. */
  meanMs: nullable,
};

export const replicationClass = z.strictObject(classTimes);

const trialClass = z.strictObject({
  ...classTimes,
  /** Good answers in time: within the objective; without one, and for light requests, before the deadline. */
  attained: count,
  /** The simulator's result for the same jobs under the same strategy; null if they cannot be simulated. */
  predictedMs: z.strictObject({ mean: nullable, p95: nullable }).nullable(),
});

/** A warning about a trial. `code` is stable for programs. */
const flag = z.strictObject({ code: z.string(), message: z.string() });

export const trialSchema = z.strictObject({
  /** Counts from 0. All trials of a block have the same requests. */
  block: count,
  /** Position in its block, in the order of the trials. */
  position: count,
  strategy: z.string(),
  /** The second run of the baseline. Its difference from the first is noise. */
  twin: z.boolean(),
  connections: count.nullable(),
  seed: count,
  startedAt: z.string(),
  /** True if an earlier attempt was discarded as disturbed. */
  repeated: z.boolean(),
  /** Present if a page showed it live; its browser may have run on the same machine. */
  watched: z.literal(true).optional(),
  flags: z.array(flag),
  /** True if it was overloaded. */
  unstable: z.boolean(),
  /** Absent in closed loops, where the answers set the load, and in older files. */
  level: level.optional(),
  ...conduct,
  classes: z.array(trialClass),
  /** Jobs of files: what their runs took in ms, and how much of that their process computed, or had nothing to do. */
  jobUse: z
    .array(
      z.strictObject({
        job: z.string(),
        runs: count,
        wallMs: z.number(),
        cpuMs: z.number(),
        idleMs: z.number(),
      }),
    )
    .optional(),
  /** Request types of which some failed: how many, and the reason of the first. Absent if none did. */
  failures: z.array(z.strictObject({ type: z.string(), count, reason: z.string() })).optional(),
  /** Digest of its file in samples/ on the disk. Absent in older runs. */
  samplesDigest: z.string().optional(),
});

export type TrialRecord = z.infer<typeof trialSchema>;
export type TrialClass = z.infer<typeof trialClass>;
export type Flag = z.infer<typeof flag>;
export type ReplicationClass = z.infer<typeof replicationClass>;
