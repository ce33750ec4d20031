import { z } from 'zod';
import { unknownName } from './names.ts';

const kindOf = (input: unknown) => (typeof input === 'number' ? String(input) : typeof input);

/** A number, with a message for each kind of mistake; `hint` adds to the message of a value that is too large. */
function numberFrom(min: number, max: number, hint: (value: number) => string) {
  return z
    .number({ error: ({ input }) => `must be a number from ${min} to ${max}, but is ${kindOf(input)}` })
    .min(min, { error: (issue) => `must be at least ${min}, but is ${String(issue.input)}` })
    .max(max, {
      error: (issue) => `must be at most ${max}, but is ${String(issue.input)}${hint(Number(issue.input))}`,
    });
}

/** Checks of one field. Each message says what would be right. */
export const between = (min: number, max: number) => numberFrom(min, max, () => '');

/** A share; users sometimes write it in percent. */
export const share = (min: number, max: number) =>
  numberFrom(min, max, (value) =>
    value >= 2 && value <= 100 ? ` (${value} % is ${Number((value / 100).toPrecision(12))})` : '',
  );

export const whole = (min: number, max: number) =>
  between(min, max).int({ error: (issue) => `must be a whole number, but is ${String(issue.input)}` });

export const oneOf = (...choices: string[]) =>
  z.enum(choices, { error: `must be one of ${choices.map((c) => `'${c}'`).join(', ')}` });

/** An object with exactly these fields. */
export const fields = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys')
        return `must be an object { ${Object.keys(shape).join(', ')} }, but is ${kindOf(issue.input)}`;
      const unknown = issue.keys as readonly string[];
      return unknown.map((key) => unknownName('field', key, Object.keys(shape))).join(' ');
    },
  });

export const sentence = z.string({ error: 'must be a sentence in quotes' }).min(1, 'must not be empty');

export const HOUR_MS = 3_600_000;
