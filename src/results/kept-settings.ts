import { z } from 'zod';

/* What a run kept of its scenario, read again from a file that may be of any age: undefined where it does not say. */

/** The scenario at the time scale of the run, with present field names. */
export const settings = z.looseObject({}).overwrite(inTodaysWords);

/** Where a field stands counts when runs are compared. */
function inTodaysWords(kept: Record<string, unknown>): Record<string, unknown> {
  return withTodaysTypes(withTodaysLoad(kept));
}

/** The reports once were kinds of work of their own. */
const REPORT = z.looseObject({ runs: z.enum(['report-a', 'report-b']), parameters: z.unknown() });

function withTodaysTypes(kept: Record<string, unknown>): Record<string, unknown> {
  const { types, shifts } = kept;
  return {
    ...kept,
    ...('types' in kept && { types: todaysTypes(types) }),
    ...(Array.isArray(shifts) && {
      shifts: shifts.map((shift) => ({ ...shift, types: todaysTypes(shift?.types) })),
    }),
  };
}

function todaysTypes(types: unknown): unknown {
  if (typeof types !== 'object' || types === null) return types;
  const entries = Object.entries(types).map(([name, type]) => {
    const report = REPORT.safeParse(type);
    if (!report.success) return [name, type];
    const { runs, parameters, ...rest } = report.data;
    return [name, { runs: 'job', job: runs, params: parameters, ...rest }];
  });
  return Object.fromEntries(entries);
}

/** How connections are used was once called as their number is. */
function withTodaysLoad(kept: Record<string, unknown>): Record<string, unknown> {
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

/** The measured capacity of a run; undefined if it needed none. */
export function capacityOf(settings: object): number | undefined {
  return capacitySchema.safeParse(settings).data?.load.heavy.capacityPerSecond;
}

const clusterSchema = z.object({ cluster: z.object({ httpWorkers: z.number(), jobWorkers: z.number() }) });

export function clusterOf(settings: object): { httpWorkers: number; jobWorkers: number } | undefined {
  return clusterSchema.safeParse(settings).data?.cluster;
}

const durationSchema = z.object({ load: z.object({ durationMs: z.number() }) });

/** Measured time of each trial. */
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

/** The trace of a run; undefined without one. */
export function recordingOf(settings: object) {
  const load = recordingSchema.safeParse(settings).data?.load;
  return load && { file: load.file, ...load.recording };
}
