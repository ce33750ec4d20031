import { z } from 'zod';

/* What a run kept of its scenario, read again from a file that may be of any age: undefined where it does not say. */

const capacitySchema = z.object({
  load: z.object({ heavy: z.object({ capacityPerSecond: z.number() }) }),
});

/** The capacity that a run went by; undefined where it needed none. */
export function capacityOf(settings: object): number | undefined {
  return capacitySchema.safeParse(settings).data?.load.heavy.capacityPerSecond;
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
