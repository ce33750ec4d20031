import { z } from 'zod';
import { settings } from './kept-settings.ts';
import { count, nullable } from './parts.ts';
import { designSchema, environment, SCHEMA_VERSION } from './schema.ts';

const arm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inline'), label: z.literal('inline') }),
  z.strictObject({ kind: z.literal('as-is'), label: z.literal('as-is') }),
  z.strictObject({
    kind: z.enum(['pool', 'queue', 'cluster']),
    label: z.string(),
    name: z.string(),
    parameters: z.record(z.string(), z.union([z.number(), z.string()])),
  }),
  z.strictObject({
    kind: z.literal('strategy'),
    label: z.string(),
    name: z.string(),
    parameters: z.record(z.string(), z.union([z.number(), z.string()])),
    window: count.nullable(),
    /** `ipc` if absent. */
    wire: z.enum(['ipc', 'threads', 'nats']).optional(),
  }),
]);

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('url'), url: z.string() }),
  z.strictObject({
    kind: z.literal('app'),
    command: z.string(),
    folder: z.string(),
    setup: z.string().nullable(),
    ready: z.string().nullable(),
  }),
]);

/** A server of the user's, where the run measures one. */
const appOptions = z.strictObject({
  target,
  requests: z.string(),
  keepCredentials: z.boolean(),
  ok: z.string(),
  perSecond: nullable,
  scenario: z.string().nullable(),
  timeScale: nullable,
  seconds: nullable,
  workers: z.strictObject({ http: count, job: count }).nullable(),
});

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
    app: appOptions.optional(),
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
