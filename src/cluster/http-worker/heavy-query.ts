import { MAX_KEY_LENGTH, MAX_TIMED_JOB_MS } from '../../jobs/limits.ts';
import type { LoadedJob } from '../../jobs/loaded-job.ts';
import type { TimedWork, Work } from '../../jobs/work.ts';
import type { WorkerSettings } from '../settings.ts';
import { JobQuery } from './job-query.ts';

/** What a heavy request asks for, or why it is refused: one sentence. */
export type HeavyQuery =
  | { readonly type: string; readonly work: Work; readonly key: string; readonly timeoutMs: number }
  | { readonly refused: string };

/** Text, or a list of texts where a parameter is given more than once. */
type Query = Readonly<Record<string, unknown>>;

/** What it takes to read the queries of one type. */
interface KnownType {
  readonly timeoutMs: number;
  /** A sentence for each. Without any, every parameter is text. */
  mistakesIn(query: Query): readonly string[];
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

  read(query: Query): HeavyQuery {
    const name = query.type;
    const known = typeof name === 'string' ? this.#types.get(name) : undefined;
    if (known === undefined)
      return { refused: `type must be given once and be one of ${[...this.#types.keys()].join(', ')}` };
    const mistakes = known.mistakesIn(query);
    if (mistakes.length > 0) return { refused: mistakes.join('; ') };
    const { key = '', type: _, ...demand } = query as Readonly<Record<string, string | undefined>>;
    const work = known.workOf(demand);
    return 'refused' in work ? work : { type: name as string, work, key, timeoutMs: known.timeoutMs };
  }
}

function timedType({ runs, sizeMs }: TimedWork, timeoutMs: number): KnownType {
  return {
    timeoutMs,
    mistakesIn: ({ type: _, size, key, ...others }) => [
      ...mistakesInSize(size),
      ...mistakesInKey(key),
      ...unknownOnes(Object.keys(others)),
    ],
    workOf: ({ size }) => ({ runs, sizeMs: Number(size ?? sizeMs) }),
  };
}

function jobType(job: JobQuery, timeoutMs: number): KnownType {
  return {
    timeoutMs,
    mistakesIn: ({ key, ...others }) => [
      ...mistakesInKey(key),
      ...(Object.values(others).every(isText) ? [] : ['every parameter must be given once']),
    ],
    workOf: (demand) => job.workOf(demand),
  };
}

const isText = (value: unknown) => typeof value === 'string';

function mistakesInSize(size: unknown): string[] {
  const isPlain = typeof size === 'string' && /^\d{1,6}(\.\d{1,6})?$/.test(size);
  if (size === undefined || (isPlain && Number(size) <= MAX_TIMED_JOB_MS)) return [];
  return [`size must be given once, as plain ms from 0 to ${MAX_TIMED_JOB_MS} such as 12.5`];
}

function mistakesInKey(key: unknown): string[] {
  if (key === undefined) return [];
  if (typeof key !== 'string') return ['key must be given once'];
  return key.length <= MAX_KEY_LENGTH ? [] : [`key must be at most ${MAX_KEY_LENGTH} UTF-16 units long`];
}

function unknownOnes(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`unknown parameter ${names.map((name) => JSON.stringify(name.slice(0, 40))).join(', ')}`];
}
