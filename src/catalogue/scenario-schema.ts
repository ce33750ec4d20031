import { z } from 'zod';
import { MAX_DATASIZE, MAX_HEADER, MAX_PAGE_COUNT, MAX_TIMED_JOB_MS } from '../jobs/limits.ts';
import { NAME_PATTERN } from './names.ts';

const kindOf = (input: unknown) => (typeof input === 'number' ? String(input) : typeof input);

const between = (min: number, max: number) =>
  z
    .number({ error: ({ input }) => `must be a number from ${min} to ${max}, but is ${kindOf(input)}` })
    .min(min, { error: (issue) => `must be at least ${min}, but is ${String(issue.input)}` })
    .max(max, { error: (issue) => `must be at most ${max}, but is ${String(issue.input)}` });

const whole = (min: number, max: number) =>
  between(min, max).refine(Number.isInteger, {
    error: (issue) => `must be a whole number, but is ${String(issue.input)}`,
  });

const oneOf = (...choices: string[]) =>
  z.enum(choices, { error: `must be one of ${choices.map((c) => `'${c}'`).join(', ')}` });

const sentence = z.string({ error: 'must be a sentence in quotes' }).min(1, 'must not be empty');

const HOUR_MS = 3_600_000;
const warmupMs = between(0, HOUR_MS);
const durationMs = between(1, HOUR_MS);
const connectionsPerHttpWorker = whole(1, 1000);
const share = between(0.000_001, 1_000_000);

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
      longShare: between(0, 1),
    }),
  ],
  {
    error:
      'must be { law: … } with constant, exponential, hyperexponential, log-normal, weibull, bounded-pareto or bimodal',
  },
);

const timedType = z.strictObject({ runs: oneOf('sleep', 'spin'), service, share });

const reportType = z.strictObject({
  runs: oneOf('report-a', 'report-b'),
  parameters: z.strictObject({
    header: whole(0, MAX_HEADER),
    datasize: whole(1, MAX_DATASIZE),
    pageCount: whole(1, MAX_PAGE_COUNT),
  }),
  share,
});

const heavyRate = z.union(
  [z.strictObject({ perSecond: between(0, 100_000) }), z.strictObject({ utilisation: between(0, 10) })],
  {
    error:
      'must be { perSecond: … } (0 to 100000) or { utilisation: … } (share of what the job workers can serve, 0 to 10)',
  },
);

const openLoad = z.strictObject({
  model: z.literal('open'),
  arrivals: oneOf('poisson'),
  heavy: heavyRate,
  lightPerSecond: between(0, 100_000),
  connectionsPerHttpWorker,
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

const closedLoad = z.strictObject({
  model: z.literal('closed'),
  connections: z.array(whole(1, 10_000)).min(1, 'must name at least one number of connections'),
  lightShare: between(0, 1),
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

export const scenarioSchema = z
  .strictObject({
    about: sentence,
    cluster: z.strictObject({ httpWorkers: whole(1, 64), jobWorkers: whole(1, 64) }),
    lightMs: between(0, MAX_TIMED_JOB_MS),
    types: z
      .record(z.string().regex(NAME_PATTERN), jobType, {
        error: ({ code }) =>
          code === 'invalid_key' ? 'a type is named with lower-case letters, digits and hyphens' : undefined,
      })
      .refine((types) => Object.keys(types).length > 0, 'must name at least one request type')
      .refine(
        (types) => !Object.hasOwn(types, 'light'),
        "'light' is the name of the light requests; choose another",
      ),
    load: z.discriminatedUnion('model', [openLoad, burstLoad, closedLoad], {
      error: (issue) =>
        issue.code === 'invalid_union'
          ? "model must be 'open', 'bursts' or 'closed'"
          : 'must be an object { model: … }',
    }),
    timeoutMs: between(1, HOUR_MS),
    defaultTimeScale: between(0.001, 1000).optional(),
    queueLimit: whole(1, 1_000_000),
  })
  .refine(
    ({ load, types }) =>
      load.model !== 'open' ||
      !('utilisation' in load.heavy) ||
      Object.values(types).every((type) => 'service' in type),
    {
      path: ['load', 'heavy'],
      error:
        'utilisation needs types whose length is given (sleep or spin); reports take what they take: give perSecond',
      when: ({ issues }) => issues.length === 0,
    },
  );
