import { z } from 'zod';

const settingsSchema = z.object({
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

/** The trace that a run met, from the settings it kept; undefined where it met none, or did not say. */
export function recordingOf(settings: object) {
  const load = settingsSchema.safeParse(settings).data?.load;
  return load && { file: load.file, ...load.recording };
}
