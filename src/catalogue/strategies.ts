import { z } from 'zod';
import type { Knowledge, StrategyDefinition } from '../contract/strategy.ts';
import { load, mistakeIn, namesIn } from './folder.ts';
import { UsageError } from './usage-error.ts';

const KNOWLEDGE: readonly Knowledge[] = [
  'type',
  'exact size',
  'estimated size',
  'deadline',
  'key',
  'latency',
  'speed',
  'probe',
];

const sentence = z.string({ error: 'must be a sentence in quotes' }).min(1, 'must not be empty');

const numberParameter = z
  .strictObject({
    kind: z.enum(['integer', 'number']),
    default: z.number(),
    min: z.number(),
    max: z.number(),
    about: sentence,
  })
  .refine(
    (spec) => spec.min <= spec.default && spec.default <= spec.max,
    'the default must lie between min and max',
  );

const choiceParameter = z
  .strictObject({
    kind: z.literal('choice'),
    default: z.string(),
    choices: z.array(z.string()).min(1),
    about: sentence,
  })
  .refine((spec) => spec.choices.includes(spec.default), 'the default must be one of the choices');

const definitionSchema = z.strictObject({
  title: sentence,
  source: sentence,
  binding: z.enum(['arrival', 'late'], { error: "must be 'arrival' or 'late'" }),
  signal: sentence,
  ties: sentence,
  order: sentence,
  cost: sentence,
  shines: sentence,
  fails: sentence,
  uses: z.array(z.enum(KNOWLEDGE, { error: `must be among: ${KNOWLEDGE.join(', ')}` })),
  window: z.custom(
    (value) => value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && Number(value) >= 1),
    'must be a whole number from 1, or Infinity',
  ),
  parameters: z.record(z.string(), z.union([numberParameter, choiceParameter])).optional(),
  create: z.custom(
    (value) => typeof value === 'function',
    'must be a function (cluster, parameters) => strategy',
  ),
});

export interface NamedStrategy {
  readonly name: string;
  readonly definition: StrategyDefinition;
}

export async function loadStrategy(name: string): Promise<NamedStrategy> {
  const found = await load('strategies', name);
  const checked = definitionSchema.safeParse(found);
  if (!checked.success) {
    const { issues } = checked.error;
    throw new UsageError(
      await Promise.all(issues.map((issue) => mistakeIn('strategies', name, issue.path, issue.message))),
    );
  }
  return { name, definition: found as StrategyDefinition };
}

/** Every strategy of the folder, or all that is wrong with any of them. */
export async function loadEveryStrategy(): Promise<NamedStrategy[]> {
  const attempts = await Promise.allSettled((await namesIn('strategies')).map(loadStrategy));
  const mistakes = attempts.flatMap((attempt) =>
    attempt.status === 'rejected' ? mistakesOf(attempt.reason) : [],
  );
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
}

function mistakesOf(reason: unknown): readonly string[] {
  if (reason instanceof UsageError) return reason.mistakes;
  throw reason;
}
