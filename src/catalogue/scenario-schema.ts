import { z } from 'zod';
import type { Scenario } from '../contract/scenario.ts';
import { MAX_TIMED_JOB_MS } from '../jobs/limits.ts';
import { contradictionsInLoad } from './contradictions-in-load.ts';
import { contradictionsInTrouble } from './contradictions-in-trouble.ts';
import { between, HOUR_MS, oneOf, sentence, share, whole } from './field-checks.ts';
import { jobTypes, load } from './workload-schema.ts';

const MAX_WORKERS = 100_000;
const speed = between(0.001, 1000);

const cluster = z.strictObject({
  httpWorkers: whole(1, 64),
  jobWorkers: whole(1, MAX_WORKERS),
  speeds: z.array(speed).max(MAX_WORKERS).optional(),
});

const shifts = z.array(z.strictObject({ atMs: between(0, HOUR_MS), types: jobTypes }));

const keys = z.strictObject({ count: whole(1, 1_000_000), zipfExponent: between(0, 10) });

const objective = z.strictObject({
  of: oneOf('slowdown', 'responseMs'),
  quantile: share(0.5, 0.9999),
  atMost: between(0.001, HOUR_MS),
});

const faultEveryMs = between(1, HOUR_MS);

const faults = z
  .array(
    z.discriminatedUnion('does', [
      z.strictObject({
        hits: oneOf('job worker', 'HTTP worker'),
        does: z.enum(['kill', 'stop']),
        everyMs: faultEveryMs,
      }),
      z.strictObject({
        hits: oneOf('job worker'),
        does: z.literal('slow'),
        everyMs: faultEveryMs,
        speed: between(0.001, 0.999),
        forMs: between(1, HOUR_MS),
      }),
    ]),
  )
  .max(10);

const simulation = z.strictObject({
  messageMs: between(0, HOUR_MS).optional(),
  newsDelayMs: between(0, HOUR_MS).optional(),
  primaries: whole(1, 1000).optional(),
  readCountsEveryMs: between(0.001, HOUR_MS).optional(),
  disturbances: z
    .array(
      z.strictObject({
        atMs: between(0, HOUR_MS),
        worker: whole(0, MAX_WORKERS - 1),
        speed: between(0, 1000),
      }),
    )
    .optional(),
});

export const scenarioSchema = z
  .strictObject({
    about: sentence,
    cluster,
    lightMs: between(0, MAX_TIMED_JOB_MS),
    types: jobTypes,
    shifts: shifts.optional(),
    keys: keys.optional(),
    load,
    timeoutMs: between(1, HOUR_MS),
    defaultTimeScale: between(0.001, 1000).optional(),
    queueLimit: whole(1, 1_000_000),
    objective: objective.optional(),
    faults: faults.optional(),
    simulation: simulation.optional(),
  })
  .superRefine((scenario, context) => {
    if (context.issues.length > 0) return;
    // What was found right is what the type says.
    const checked = scenario as unknown as Scenario;
    for (const { path, message } of [...contradictionsInLoad(checked), ...contradictionsInTrouble(checked)])
      context.addIssue({ code: 'custom', path, message });
  });
