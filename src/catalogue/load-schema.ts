import { z } from 'zod';
import { MAX_CONNECTIONS } from '../load/plan/limits.ts';
import { between, fields, HOUR_MS, oneOf, share, whole } from './field-checks.ts';

const warmupMs = between(0, HOUR_MS).describe(
  'Time in ms before it is measured: requests come, and count in no figure.',
);
const durationMs = between(1, HOUR_MS).describe('Time in ms that is measured, behind the warm-up.');
const connectionsPerHttpWorker = whole(1, 1000).describe(
  'Connections open to each HTTP worker; none in the simulator.',
);

const heavyRate = z
  .union(
    [
      fields({ perSecond: between(0, 100_000).describe('Requests a second, on average.') }),
      fields({
        utilisation: share(0, 10).describe(
          'Part of what the job workers can serve: 0.7 keeps them busy for 70 % of the time, above 1 is more than they can do. Measured once a machine where reports are among the types.',
        ),
      }),
    ],
    {
      error:
        'must be { perSecond: … } (0 to 100000) or { utilisation: … } (share of what the job workers can serve, 0 to 10)',
    },
  )
  .describe('How many heavy requests come.');

const arrivals = z
  .discriminatedUnion(
    'process',
    [
      fields({ process: z.literal('poisson') }).describe(
        'Independent of each other: what many users look like.',
      ),
      fields({ process: z.literal('deterministic') }).describe('By the clock, all as far apart.'),
      fields({
        process: z.literal('bursts'),
        busyFactor: between(1, 1000).describe(
          'Rate of a busy spell, times the mean rate; times busyShare at most 1.',
        ),
        busyShare: share(0.001, 0.999).describe('Part of the time that is busy.'),
        busyMs: between(1, HOUR_MS).describe('Mean length of a busy spell in ms.'),
      })
        .describe('Poisson, at one rate in busy spells and at another in quiet ones (MMPP).')
        .refine(({ busyFactor, busyShare }) => busyFactor * busyShare <= 1, {
          path: ['busyFactor'],
          error: 'times busyShare must be at most 1, or the busy spells alone exceed the mean rate',
        }),
      fields({
        process: z.literal('ramp'),
        fromFactor: between(0, 1000).describe('Rate at the start of the load, times the mean rate.'),
        toFactor: between(0, 1000).describe('Rate at its end.'),
      }).describe('Poisson, at a rate that goes evenly from one to another over the whole load.'),
    ],
    { error: "must be { process: … } with 'poisson', 'deterministic', 'bursts' or 'ramp'" },
  )
  .describe('How the heavy requests follow each other. Light ones are Poisson.');

const openLoad = fields({
  model: z.literal('open'),
  arrivals,
  heavy: heavyRate,
  lightPerSecond: between(0, 100_000).describe('Light requests a second; none in the simulator.'),
  connectionsPerHttpWorker,
  connectionUse: oneOf('kept alive', 'new for each request')
    .describe(
      '`cluster` hands out connections, not requests: only new ones make it choose an HTTP worker for each request. Kept alive if left out.',
    )
    .optional(),
  warmupMs,
  durationMs,
}).describe('Requests arrive on a schedule drawn from the seed, whatever the server does.');

const burstLoad = fields({
  model: z.literal('bursts'),
  everyMs: between(1, HOUR_MS).describe('From one burst to the next, in ms; the first comes at once.'),
  lightPerBurst: whole(0, 10_000).describe('Light requests in each.'),
  heavyPerBurst: whole(0, 10_000).describe('Heavy requests in each.'),
  connectionsPerHttpWorker,
  warmupMs,
  durationMs,
}).describe("The article's client: at every interval a burst, all at once, whatever the server does.");

const traceLoad = fields({
  model: z.literal('trace'),
  file: z
    .string({ error: 'must be the name of a CSV file in scenarios/' })
    .regex(
      /^[a-z0-9][a-z0-9-]*\.csv$/,
      'must be the name of a CSV file in scenarios/: lower-case letters, digits, hyphens',
    )
    .describe('Name of a CSV file beside the scenario, in lower-case letters, digits and hyphens.'),
  connectionsPerHttpWorker,
  warmupMs,
  durationMs: durationMs.describe(
    'Time in ms that is measured, behind the warm-up; later rows are left out.',
  ),
}).describe('Heavy requests as recorded, whatever the server does; no light ones.');

const closedLoad = fields({
  model: z.literal('closed'),
  connections: z
    .array(whole(1, MAX_CONNECTIONS))
    .min(1, 'must name at least one number of connections')
    .describe('One measurement for each number of connections, each named once.'),
  lightShare: share(0, 1).describe('Part of the requests that is light.'),
  warmupMs,
  durationMs: durationMs.describe('Time in ms that is measured, for each number of connections.'),
}).describe(
  'Each connection sends its next request when it has the answer to the last: finds capacity. Not simulated.',
);

export const load = z.discriminatedUnion('model', [openLoad, burstLoad, traceLoad, closedLoad], {
  error: (issue) =>
    issue.code === 'invalid_union'
      ? "model must be 'open', 'bursts', 'trace' or 'closed'"
      : 'must be an object { model: … }',
});
