import { z } from 'zod';
import { MAX_DATASIZE, MAX_HEADER, MAX_PAGE_COUNT, MAX_TIMED_JOB_MS } from '../jobs/limits.ts';
import { between, fields, oneOf, share, whole } from './field-checks.ts';
import { NAME_PATTERN, RESERVED_TYPE_NAMES } from './names.ts';

const meanMs = between(0, MAX_TIMED_JOB_MS).describe('Mean length in ms on a worker of speed 1.');
const squaredCv = (min: number) => between(min, 1_000_000).describe('Variance ÷ mean².');

const service = z
  .discriminatedUnion(
    'law',
    [
      fields({ law: z.literal('constant'), meanMs }).describe('All equally long.'),
      fields({ law: z.literal('exponential'), meanMs }).describe('Memoryless; variance is mean².'),
      fields({ law: z.literal('hyperexponential'), meanMs, squaredCv: squaredCv(1) }).describe(
        'Two exponential distributions with half of the work each: more variable than exponential.',
      ),
      fields({ law: z.literal('log-normal'), meanMs, squaredCv: squaredCv(0.000_001) }).describe(
        'Product of many factors: a long tail, and any variance.',
      ),
      fields({
        law: z.literal('weibull'),
        meanMs,
        shape: between(0.1, 100).describe('Above 1: more regular than exponential; below 1: less.'),
      }).describe('More or less regular than exponential.'),
      fields({
        law: z.literal('bounded-pareto'),
        lowMs: between(0.000_001, MAX_TIMED_JOB_MS).describe('Shortest, in ms.'),
        highMs: between(0.000_001, MAX_TIMED_JOB_MS).describe('Longest, in ms; above lowMs.'),
        alpha: between(0.01, 100).describe('Density ∝ x^(−alpha − 1): a lower alpha gives a heavier tail.'),
      })
        .describe('A heavy tail with an upper bound.')
        .refine(({ lowMs, highMs }) => lowMs < highMs, { path: ['lowMs'], error: 'must be below highMs' }),
      fields({
        law: z.literal('bimodal'),
        shortMs: between(0, MAX_TIMED_JOB_MS).describe('Length of the short jobs in ms.'),
        longMs: between(0, MAX_TIMED_JOB_MS).describe('Length of the long jobs in ms.'),
        longShare: share(0, 1).describe('Share of long jobs.'),
      }).describe('Two lengths.'),
    ],
    {
      error:
        'must be { law: … } with constant, exponential, hyperexponential, log-normal, weibull, bounded-pareto or bimodal',
    },
  )
  .describe(
    'Length of its jobs. In a trace the rows set the lengths; then this is only the estimate for strategies in the simulator.',
  );

const weight = between(0.000_001, 1_000_000).describe(
  'Weight among the heavy requests, relative to the other types. Ignored for a trace: its rows have types of their own.',
);

const timedType = fields({
  runs: oneOf('sleep', 'spin').describe(
    '`sleep` blocks its worker without using CPU, so few cores carry many workers; `spin` uses CPU.',
  ),
  service,
  share: weight,
}).describe('A timed job of a given length.');

const reportType = fields({
  runs: oneOf('report-a', 'report-b').describe('Which of the two reports over a public data set.'),
  parameters: fields({
    header: whole(0, MAX_HEADER).describe('Heading lines on every page.'),
    datasize: whole(1, MAX_DATASIZE).describe('Passes over the data set.'),
    pageCount: whole(1, MAX_PAGE_COUNT).describe('Pages to render.'),
  }).describe('Parameters of the report.'),
  share: weight,
}).describe('A real report: its length depends on the machine, so it is not simulated.');

const jobType = z.discriminatedUnion('runs', [timedType, reportType], {
  error: ({ code }) =>
    code === 'invalid_union'
      ? "must be one of 'sleep', 'spin', 'report-a', 'report-b'"
      : 'must be an object { runs: … }',
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
        message: 'has another meaning in tables and limits; choose another name',
      });
  });
