import { z } from 'zod';
import { KNOWLEDGE } from '../contract/strategy.ts';
import { sentence } from './field-checks.ts';

const finite = z.number({ error: 'must be a number' }).refine(Number.isFinite, 'must be a finite number');

const numberParameter = z
  .strictObject({
    kind: z.enum(['integer', 'number']),
    default: finite,
    min: finite,
    max: finite,
    about: sentence,
  })
  .refine(({ min, max, default: usual }) => min <= usual && usual <= max, {
    path: ['default'],
    error: 'must lie between min and max',
  })
  .refine(({ kind, default: usual }) => kind === 'number' || Number.isInteger(usual), {
    path: ['default'],
    error: "must be a whole number where kind is 'integer'",
  });

/** On the command line it is written as `name:parameter=choice`, with several strategies separated by commas. */
const WORD = 'letters, digits, and any of . + - _';

const word = (what: string) =>
  z.string({ error: `${what} must be a word in quotes` }).regex(/^[\w.+-]+$/, `${what} must be ${WORD}`);

const choiceParameter = z
  .strictObject({
    kind: z.literal('choice'),
    default: z.string(),
    choices: z.array(word('a choice')).min(1, 'must name at least one choice'),
    about: sentence,
  })
  .refine((spec) => spec.choices.includes(spec.default), {
    path: ['default'],
    error: 'must be one of the choices',
  });

/** `kind` selects the check, so that the message fits the intended kind. */
const parameter = z
  .looseObject({
    kind: z.enum(['integer', 'number', 'choice'], { error: "must be 'integer', 'number' or 'choice'" }),
  })
  .superRefine((spec, context) => {
    const checked = (spec.kind === 'choice' ? choiceParameter : numberParameter).safeParse(spec);
    for (const { path, message } of checked.error?.issues ?? [])
      context.addIssue({ code: 'custom', path, message });
  });

/** The default export of a strategy file. */
export const strategySchema = z.strictObject({
  title: sentence,
  source: sentence.optional(),
  binding: z.enum(['arrival', 'late'], { error: "must be 'arrival' or 'late'" }).optional(),
  signal: sentence.optional(),
  ties: sentence.optional(),
  order: sentence.optional(),
  cost: sentence.optional(),
  shines: sentence.optional(),
  fails: sentence.optional(),
  uses: z.array(z.enum(KNOWLEDGE, { error: `must be among: ${KNOWLEDGE.join(', ')}` }), {
    error: 'must be a list, such as []',
  }),
  window: z.custom(
    (value) => value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && Number(value) >= 1),
    'must be a whole number from 1, or Infinity',
  ),
  parameters: z
    .record(word('a parameter'), parameter, {
      error: ({ code }) => (code === 'invalid_key' ? `a parameter's name must be ${WORD}` : undefined),
    })
    .optional(),
  create: z.custom(
    (value) => typeof value === 'function',
    'must be a function (cluster, parameters) => strategy',
  ),
});
