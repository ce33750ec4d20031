import { z } from 'zod';
import { MAX_CONNECTIONS } from '../load/plan/limits.ts';
import { between, fields, HOUR_MS, oneOf, share, whole } from './field-checks.ts';

const warmupMs = between(0, HOUR_MS).describe('Warm-up in ms: requests are sent but not measured.');
const durationMs = between(1, HOUR_MS).describe('Measured time in ms, after the warm-up.');
const connectionsPerHttpWorker = whole(1, 1000).describe(
  'Open connections to each HTTP worker; not simulated.',
);

const heavyRate = z
  .union(
    [
      fields({ perSecond: between(0, 100_000).describe('Requests a second, on average.') }),
      fields({
        utilisation: share(0, 10).describe(
          'Share of what the job workers can serve: 0.7 keeps them busy for 70 % of the time, above 1 is overload. With reports among the types it is measured once for each machine.',
        ),
      }),
    ],
    {
      error:
        'must be { perSecond: … } (0 to 100000) or { utilisation: … } (share of what the job workers can serve, 0 to 10)',
    },
  )
  .describe('How many heavy requests arrive.');

const arrivals = z
  .discriminatedUnion(
    'process',
    [
      fields({ process: z.literal('poisson') }).describe(
        'Independent of each other, like the requests of many users.',
      ),
      fields({ process: z.literal('deterministic') }).describe('At fixed intervals.'),
      fields({
        process: z.literal('bursts'),
        busyFactor: between(1, 1000).describe(
          'Rate of a busy spell as a multiple of the mean rate; busyFactor × busyShare is at most 1.',
        ),
        busyShare: share(0.001, 0.999).describe('Share of the time that is busy.'),
        busyMs: between(1, HOUR_MS).describe('Mean length of a busy spell in ms.'),
      })
        .describe('Poisson, with one rate in busy spells and another in quiet ones (MMPP).')
        .refine(({ busyFactor, busyShare }) => busyFactor * busyShare <= 1, {
          path: ['busyFactor'],
          error: 'times busyShare must be at most 1, or the busy spells alone exceed the mean rate',
        }),
      fields({
        process: z.literal('ramp'),
        fromFactor: between(0, 1000).describe(
          'Rate at the start of the load, as a multiple of the mean rate.',
        ),
        toFactor: between(0, 1000).describe('Rate at the end of the load, as a multiple of the mean rate.'),
      }).describe('Poisson, with a rate that changes linearly over the whole load.'),
    ],
    { error: "must be { process: … } with 'poisson', 'deterministic', 'bursts' or 'ramp'" },
  )
  .describe('Arrival process of the heavy requests. Light requests are Poisson.');

const openLoad = fields({
  model: z.literal('open'),
  arrivals,
  heavy: heavyRate,
  lightPerSecond: between(0, 100_000).describe('Light requests a second; not simulated.'),
  connectionsPerHttpWorker,
  connectionUse: oneOf('kept alive', 'new for each request')
    .describe(
      '`cluster` distributes connections, not requests: it chooses an HTTP worker for each request only with new connections. Kept alive if left out.',
    )
    .optional(),
  warmupMs,
  durationMs,
}).describe('Requests arrive on a schedule drawn from the seed, independent of the server.');

const burstLoad = fields({
  model: z.literal('bursts'),
  everyMs: between(1, HOUR_MS).describe('Interval between bursts in ms; the first burst is at the start.'),
  lightPerBurst: whole(0, 10_000).describe('Light requests in each burst.'),
  heavyPerBurst: whole(0, 10_000).describe('Heavy requests in each burst.'),
  connectionsPerHttpWorker,
  warmupMs,
  durationMs,
}).describe(
  "The article's client: a burst of simultaneous requests at every interval, independent of the server.",
);

const traceLoad = fields({
  model: z.literal('trace'),
  file: z
    .string({ error: 'must be the name of a CSV file in scenarios/' })
    .regex(
      /^[a-z0-9][a-z0-9-]*\.csv$/,
      'must be the name of a CSV file in scenarios/: lower-case letters, digits, hyphens',
    )
    .describe('Name of a CSV file in the folder of the scenario, in lower-case letters, digits and hyphens.'),
  connectionsPerHttpWorker,
  warmupMs,
  durationMs: durationMs.describe('Measured time in ms, after the warm-up; later rows are ignored.'),
}).describe('Recorded heavy requests, independent of the server; no light requests.');

const closedLoad = fields({
  model: z.literal('closed'),
  connections: z
    .array(whole(1, MAX_CONNECTIONS))
    .min(1, 'must name at least one number of connections')
    .describe('One measurement for each number of connections, each named once.'),
  lightShare: share(0, 1).describe('Share of light requests.'),
  warmupMs,
  durationMs: durationMs.describe('Measured time in ms for each number of connections.'),
}).describe(
  'Each connection sends its next request after the answer to the last. Shows capacity. Not simulated.',
);

export const load = z.discriminatedUnion('model', [openLoad, burstLoad, traceLoad, closedLoad], {
  error: (issue) =>
    issue.code === 'invalid_union'
      ? "model must be 'open', 'bursts', 'trace' or 'closed'"
      : 'must be an object { model: … }',
});
