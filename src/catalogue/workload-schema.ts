import { z } from 'zod';
import { MAX_CONNECTIONS } from '../contract/scenario.ts';
import { MAX_DATASIZE, MAX_HEADER, MAX_PAGE_COUNT, MAX_TIMED_JOB_MS } from '../jobs/limits.ts';
import { between, HOUR_MS, oneOf, share, whole } from './field-checks.ts';
import { NAME_PATTERN, RESERVED_TYPE_NAMES } from './names.ts';

const warmupMs = between(0, HOUR_MS);
const durationMs = between(1, HOUR_MS);
const connectionsPerHttpWorker = whole(1, 1000);
/** Of the heavy requests, relative to the other types. */
const weight = between(0.000_001, 1_000_000);

const meanMs = between(0, MAX_TIMED_JOB_MS);
const squaredCv = between(0.000_001, 1_000_000);

const service = z.discriminatedUnion(
  'law',
  [
    z.strictObject({ law: z.literal('constant'), meanMs }),
    z.strictObject({ law: z.literal('exponential'), meanMs }),
    z.strictObject({ law: z.literal('hyperexponential'), meanMs, squaredCv: between(1, 1_000_000) }),
    z.strictObject({ law: z.literal('log-normal'), meanMs, squaredCv }),
    z.strictObject({ law: z.literal('weibull'), meanMs, shape: between(0.1, 100) }),
    z
      .strictObject({
        law: z.literal('bounded-pareto'),
        lowMs: between(0.000_001, MAX_TIMED_JOB_MS),
        highMs: between(0.000_001, MAX_TIMED_JOB_MS),
        alpha: between(0.01, 100),
      })
      .refine(({ lowMs, highMs }) => lowMs < highMs, { path: ['lowMs'], error: 'must be below highMs' }),
    z.strictObject({
      law: z.literal('bimodal'),
      shortMs: between(0, MAX_TIMED_JOB_MS),
      longMs: between(0, MAX_TIMED_JOB_MS),
      longShare: share(0, 1),
    }),
  ],
  {
    error:
      'must be { law: … } with constant, exponential, hyperexponential, log-normal, weibull, bounded-pareto or bimodal',
  },
);

const timedType = z.strictObject({ runs: oneOf('sleep', 'spin'), service, share: weight });

const reportType = z.strictObject({
  runs: oneOf('report-a', 'report-b'),
  parameters: z.strictObject({
    header: whole(0, MAX_HEADER),
    datasize: whole(1, MAX_DATASIZE),
    pageCount: whole(1, MAX_PAGE_COUNT),
  }),
  share: weight,
});

const heavyRate = z.union(
  [z.strictObject({ perSecond: between(0, 100_000) }), z.strictObject({ utilisation: share(0, 10) })],
  {
    error:
      'must be { perSecond: … } (0 to 100000) or { utilisation: … } (share of what the job workers can serve, 0 to 10)',
  },
);

const arrivals = z.discriminatedUnion(
  'process',
  [
    z.strictObject({ process: z.literal('poisson') }),
    z.strictObject({ process: z.literal('deterministic') }),
    z
      .strictObject({
        process: z.literal('bursts'),
        busyFactor: between(1, 1000),
        busyShare: share(0.001, 0.999),
        busyMs: between(1, HOUR_MS),
      })
      .refine(({ busyFactor, busyShare }) => busyFactor * busyShare <= 1, {
        path: ['busyFactor'],
        error: 'times busyShare must be at most 1, or the busy spells alone exceed the mean rate',
      }),
    z.strictObject({ process: z.literal('ramp'), fromFactor: between(0, 1000), toFactor: between(0, 1000) }),
  ],
  { error: "must be { process: … } with 'poisson', 'deterministic', 'bursts' or 'ramp'" },
);

const openLoad = z.strictObject({
  model: z.literal('open'),
  arrivals,
  heavy: heavyRate,
  lightPerSecond: between(0, 100_000),
  connectionsPerHttpWorker,
  connections: oneOf('kept alive', 'new for each request').optional(),
  warmupMs,
  durationMs,
});

const burstLoad = z.strictObject({
  model: z.literal('bursts'),
  everyMs: between(1, HOUR_MS),
  lightPerBurst: whole(0, 10_000),
  heavyPerBurst: whole(0, 10_000),
  connectionsPerHttpWorker,
  warmupMs,
  durationMs,
});

const traceLoad = z.strictObject({
  model: z.literal('trace'),
  file: z
    .string({ error: 'must be the name of a CSV file in scenarios/' })
    .regex(
      /^[a-z0-9][a-z0-9-]*\.csv$/,
      'must be the name of a CSV file in scenarios/: lower-case letters, digits, hyphens',
    ),
  connectionsPerHttpWorker,
  warmupMs,
  durationMs,
});

const closedLoad = z.strictObject({
  model: z.literal('closed'),
  connections: z.array(whole(1, MAX_CONNECTIONS)).min(1, 'must name at least one number of connections'),
  lightShare: share(0, 1),
  warmupMs,
  durationMs,
});

/** Either kind of request type, told apart by `runs`, so that a mistake is reported against the kind that was meant. */
const jobType = z
  .looseObject({ runs: oneOf('sleep', 'spin', 'report-a', 'report-b') })
  .superRefine((type, context) => {
    const kind = type.runs.startsWith('report-') ? reportType : timedType;
    const checked = kind.safeParse(type);
    for (const issue of checked.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
  });

export const jobTypes = z
  .record(z.string().regex(NAME_PATTERN), jobType, {
    error: ({ code }) =>
      code === 'invalid_key' ? 'a type is named with lower-case letters, digits and hyphens' : undefined,
  })
  .refine((types) => Object.keys(types).length > 0, 'must name at least one request type')
  .superRefine((types, context) => {
    for (const name of RESERVED_TYPE_NAMES.filter((reserved) => Object.hasOwn(types, reserved)))
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'stands for something else in tables and limits; choose another name',
      });
  });

export const load = z.discriminatedUnion('model', [openLoad, burstLoad, traceLoad, closedLoad], {
  error: (issue) =>
    issue.code === 'invalid_union'
      ? "model must be 'open', 'bursts', 'trace' or 'closed'"
      : 'must be an object { model: … }',
});
