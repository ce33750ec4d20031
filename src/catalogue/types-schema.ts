import { z } from 'zod';
import { RESERVED_TYPE_NAMES } from '../core/reserved-type-names.ts';
import { jsonText } from '../jobs/json-text.ts';
import { MAX_PARAMS_LENGTH, MAX_TIMED_JOB_MS } from '../jobs/limits.ts';
import { messageOf } from '../jobs/thrown.ts';
import { between, fields, oneOf, sentence, share } from './field-checks.ts';
import { NAME_PATTERN } from './names.ts';

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
      fields({
        law: z.literal('measured'),
        quantilesMs: z
          .array(between(0, MAX_TIMED_JOB_MS))
          .min(1, 'must hold at least one length')
          .max(10_000, 'must hold at most 10000 lengths')
          .describe('Lengths in ms in ascending order, evenly spaced among the jobs.')
          .refine((list) => list.every((ms, i) => i === 0 || ms >= (list[i - 1] as number)), {
            error: 'must be in ascending order',
          }),
      }).describe('As measured: drawn from quantiles.'),
    ],
    {
      error:
        'must be { law: … } with constant, exponential, hyperexponential, log-normal, weibull, bounded-pareto, bimodal or measured',
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

/** Anything that JSON carries, within the limit. */
function json(what: string) {
  return z.unknown().superRefine((value, context) => {
    if (value === undefined) return;
    try {
      jsonText(what, value, MAX_PARAMS_LENGTH);
    } catch (error) {
      context.addIssue({ code: 'custom', message: messageOf(error) });
    }
  });
}

const ownType = fields({
  runs: oneOf('job').describe('A job of a file.'),
  job: z
    .string({ error: 'must be the name of a file in jobs/, or a path such as ./my-job.ts' })
    .describe('The name of a file in `jobs/`, or the path of one, from the file of the scenario.'),
  share: weight,
  params: json('params').describe('What it is asked for, the same each time: JSON.').optional(),
  samples: z
    .array(json('a sample'), { error: 'must be a list of parameters' })
    .min(1, 'must hold at least one')
    .describe('What it is asked for: one of these, drawn for each request.')
    .optional(),
  file: sentence
    .describe(
      'A file beside the scenario with a line of JSON for each: what it is asked for, drawn for each request.',
    )
    .optional(),
})
  .refine(
    ({ params, samples, file }) => [params, samples, file].filter((one) => one !== undefined).length < 2,
    {
      path: ['params'],
      error: 'only one of params, samples and file may be given',
    },
  )
  .describe(
    'A job of your own, or one of the reports: takes what it takes on this machine. Without params, samples and file its own `sample(draw)` makes the parameters.',
  );

const jobType = z.discriminatedUnion('runs', [timedType, ownType], {
  error: ({ code }) =>
    code === 'invalid_union' ? "must be one of 'sleep', 'spin', 'job'" : 'must be an object { runs: … }',
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
