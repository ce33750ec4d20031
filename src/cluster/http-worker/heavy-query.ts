import { z } from 'zod';
import { MAX_KEY_LENGTH, MAX_TIMED_JOB_MS } from '../../jobs/limits.ts';
import type { LoadedJob } from '../../jobs/loaded-job.ts';
import type { TimedWork, Work } from '../../jobs/work.ts';
import type { WorkerSettings } from '../settings.ts';
import { JobQuery } from './job-query.ts';

/** What a heavy request asks for, or why it is refused: one sentence. */
export type HeavyQuery =
  | { readonly type: string; readonly work: Work; readonly key: string; readonly timeoutMs: number }
  | { readonly refused: string };

/** What it takes to read the queries of one type. */
interface KnownType {
  readonly schema: z.ZodType<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  workOf(demand: Readonly<Record<string, string | undefined>>): Work | { readonly refused: string };
}

/** Reads the query of `/heavy-request` strictly: every parameter known, given once, written plainly and within its limits. */
export class HeavyQueryReader {
  readonly #types: ReadonlyMap<string, KnownType>;

  /** `jobs`: those that check or draw parameters. */
  constructor(
    { types, timeoutMs, seed }: Pick<WorkerSettings, 'types' | 'timeoutMs' | 'seed'>,
    jobs: ReadonlyMap<string, LoadedJob>,
  ) {
    this.#types = new Map(
      Object.entries(types).map(([name, usual]) => [
        name,
        usual.runs === 'job'
          ? jobType(new JobQuery(usual, jobs.get(usual.job), seed), usual.timeoutMs)
          : timedType(usual, timeoutMs),
      ]),
    );
  }

  read(query: Readonly<Record<string, unknown>>): HeavyQuery {
    const name = query.type;
    const known = typeof name === 'string' ? this.#types.get(name) : undefined;
    if (known === undefined)
      return { refused: `type must be given once and be one of ${[...this.#types.keys()].join(', ')}` };
    const checked = known.schema.safeParse({ ...query });
    if (!checked.success) return { refused: refusal(checked.error.issues) };
    const { key = '', type: _, ...demand } = checked.data;
    const work = known.workOf(demand);
    return 'refused' in work ? work : { type: name as string, work, key, timeoutMs: known.timeoutMs };
  }
}

const key = z
  .string({ error: 'key must be given once' })
  // Not `max`: that counts code points, of which one may be two units.
  .refine(({ length }) => length <= MAX_KEY_LENGTH, `key must be at most ${MAX_KEY_LENGTH} UTF-16 units long`)
  .optional();

function timedType({ runs, sizeMs }: TimedWork, timeoutMs: number): KnownType {
  return {
    timeoutMs,
    schema: z.strictObject({ type: z.string(), size: decimal('size', MAX_TIMED_JOB_MS), key }),
    workOf: ({ size }) => ({ runs, sizeMs: Number(size ?? sizeMs) }),
  };
}

function jobType(job: JobQuery, timeoutMs: number): KnownType {
  return {
    timeoutMs,
    schema: z
      .object({ type: z.string(), key })
      .catchall(z.string({ error: 'every parameter must be given once' })),
    workOf: (demand) => job.workOf(demand),
  };
}

function decimal(name: string, max: number) {
  const sentence = `${name} must be given once, as plain ms from 0 to ${max} such as 12.5`;
  return z
    .string({ error: sentence })
    .regex(/^\d{1,6}(\.\d{1,6})?$/, sentence)
    .refine((text) => Number(text) <= max, sentence)
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
