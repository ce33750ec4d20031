import { z } from 'zod';
import {
  MAX_DATASIZE,
  MAX_HEADER,
  MAX_KEY_LENGTH,
  MAX_PAGE_COUNT,
  MAX_TIMED_JOB_MS,
} from '../../jobs/limits.ts';
import type { Work } from '../../jobs/work.ts';

/** What a heavy request asks for, or why it is refused: one sentence. */
export type HeavyQuery =
  | { readonly type: string; readonly work: Work; readonly key: string }
  | { readonly refused: string };

/** Reads the query of `/heavy-request` strictly: every parameter known, given once, written plainly and within its limits. */
export class HeavyQueryReader {
  readonly #types: ReadonlyMap<
    string,
    { usual: Work; schema: z.ZodType<Record<string, string | undefined>> }
  >;

  /** `types`: what a request of each type asks for if it says no more. */
  constructor(types: Readonly<Record<string, Work>>) {
    this.#types = new Map(
      Object.entries(types).map(([name, usual]) => [name, { usual, schema: schemaOf(usual) }]),
    );
  }

  read(query: Readonly<Record<string, unknown>>): HeavyQuery {
    const name = query.type;
    const known = typeof name === 'string' ? this.#types.get(name) : undefined;
    if (known === undefined)
      return { refused: `type must be given once and be one of ${[...this.#types.keys()].join(', ')}` };
    const checked = known.schema.safeParse({ ...query });
    if (!checked.success) return { refused: refusal(checked.error.issues) };
    const { key = '', ...demand } = checked.data;
    return { type: name as string, work: workOf(known.usual, demand), key };
  }
}

function workOf(usual: Work, demand: Readonly<Record<string, string | undefined>>): Work {
  if ('sizeMs' in usual) return { runs: usual.runs, sizeMs: Number(demand.size ?? usual.sizeMs) };
  const { header, datasize, pageCount } = usual.parameters;
  return {
    runs: usual.runs,
    parameters: {
      header: Number(demand.header ?? header),
      datasize: Number(demand.datasize ?? datasize),
      pageCount: Number(demand.pageCount ?? pageCount),
    },
  };
}

const key = z
  .string({ error: 'key must be given once' })
  // Not `max`: that counts code points, of which one may be two units.
  .refine(({ length }) => length <= MAX_KEY_LENGTH, `key must be at most ${MAX_KEY_LENGTH} UTF-16 units long`)
  .optional();

function schemaOf(usual: Work): z.ZodType<Record<string, string | undefined>> {
  if ('sizeMs' in usual)
    return z.strictObject({ type: z.string(), size: decimal('size', MAX_TIMED_JOB_MS), key });
  return z.strictObject({
    type: z.string(),
    header: whole('header', 0, MAX_HEADER),
    datasize: whole('datasize', 1, MAX_DATASIZE),
    pageCount: whole('pageCount', 1, MAX_PAGE_COUNT),
    key,
  });
}

function decimal(name: string, max: number) {
  const sentence = `${name} must be given once, as plain ms from 0 to ${max} such as 12.5`;
  return z
    .string({ error: sentence })
    .regex(/^\d{1,6}(\.\d{1,6})?$/, sentence)
    .refine((text) => Number(text) <= max, sentence)
    .optional();
}

function whole(name: string, min: number, max: number) {
  const sentence = `${name} must be given once, as a whole number from ${min} to ${max}`;
  return z
    .string({ error: sentence })
    .regex(/^\d{1,6}$/, sentence)
    .refine((text) => Number(text) >= min && Number(text) <= max, sentence)
    .optional();
}

function refusal(issues: readonly z.core.$ZodIssue[]): string {
  const sentences = issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `unknown parameter ${issue.keys.map((k) => JSON.stringify(k.slice(0, 40))).join(', ')}`
      : issue.message,
  );
  return [...new Set(sentences)].join('; ');
}
