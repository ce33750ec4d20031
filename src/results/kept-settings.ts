import { z } from 'zod';

/* What a run kept of its scenario, read again from a file that may be of any age: undefined where it does not say. */

/** The scenario file at the pace of the run, in the words of today. */
export const settings = z.looseObject({}).overwrite(inTodaysWords);

/** How connections are used was once called as their number is. Where a field stands counts when runs are compared. */
function inTodaysWords(kept: Record<string, unknown>): Record<string, unknown> {
  const { load } = kept;
  if (typeof load !== 'object' || load === null) return kept;
  const fields = Object.entries(load).map(([name, value]) =>
    name === 'connections' && typeof value === 'string' ? ['connectionUse', value] : [name, value],
  );
  return { ...kept, load: Object.fromEntries(fields) };
}

const capacitySchema = z.object({
  load: z.object({ heavy: z.object({ capacityPerSecond: z.number() }) }),
});

/** The capacity that a run went by; undefined where it needed none. */
export function capacityOf(settings: object): number | undefined {
  return capacitySchema.safeParse(settings).data?.load.heavy.capacityPerSecond;
}

const clusterSchema = z.object({ cluster: z.object({ httpWorkers: z.number(), jobWorkers: z.number() }) });

export function clusterOf(settings: object): { httpWorkers: number; jobWorkers: number } | undefined {
  return clusterSchema.safeParse(settings).data?.cluster;
}

const durationSchema = z.object({ load: z.object({ durationMs: z.number() }) });

/** How long each trial measured. */
export function measuredMsOf(settings: object): number | undefined {
  return durationSchema.safeParse(settings).data?.load.durationMs;
}

const recordingSchema = z.object({
  load: z.object({
    model: z.literal('trace'),
    file: z.string(),
    recording: z.object({
      requests: z.number(),
      outOfOrder: z.number(),
      clockMs: z.number().optional(),
    }),
  }),
});

/** The trace that a run met; undefined where it met none. */
export function recordingOf(settings: object) {
  const load = recordingSchema.safeParse(settings).data?.load;
  return load && { file: load.file, ...load.recording };
}
