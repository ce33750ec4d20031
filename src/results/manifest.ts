import { z } from 'zod';
import { settings } from './kept-settings.ts';
import { count } from './parts.ts';
import { designSchema, environment, SCHEMA_VERSION } from './schema.ts';

const arm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inline'), label: z.literal('inline') }),
  z.strictObject({
    kind: z.literal('strategy'),
    label: z.string(),
    name: z.string(),
    parameters: z.record(z.string(), z.union([z.number(), z.string()])),
    window: count.nullable(),
  }),
]);

/** The plan of a run, written before it starts; enough to resume it. */
export const manifestSchema = z
  .strictObject({
    schemaVersion: z.literal(SCHEMA_VERSION),
    runId: z.string(),
    startedAt: z.string(),
    command: z.string(),
    seed: count,
    environment,
    scenarioName: z.string(),
    /** The path of the scenario, if the user gave one. */
    scenarioFile: z.string().optional(),
    timeScale: z.number(),
    loadModel: z.enum(['open', 'bursts', 'trace', 'closed']),
    /** The scenario at this time scale. */
    settings,
    arms: z.array(arm),
    design: designSchema,
    /** Digest of all compiled code, strategies and scenarios included. */
    codeDigest: z.string(),
  })
  .refine(({ arms }) => new Set(arms.map(({ label }) => label)).size === arms.length, {
    path: ['arms'],
    error: 'two of them are the same',
  })
  .refine(({ arms, design }) => arms.some(({ label }) => label === design.baseline), {
    path: ['design', 'baseline'],
    error: 'is none of the arms',
  });

export type Manifest = z.infer<typeof manifestSchema>;
