import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { JobType, OwnJobType, Scenario } from '../contract/scenario.ts';
import { UsageError } from '../core/usage-error.ts';
import { jsonText } from '../jobs/json-text.ts';
import { MAX_PARAMS_LENGTH } from '../jobs/limits.ts';
import { messageOf } from '../jobs/thrown.ts';
import type { Payloads, ReadJob, ReadScenario } from '../load/plan/scenario-states.ts';
import { type KnownJob, knownJob, triedJob } from './jobs.ts';
import { lineOf } from './mistakes-of-file.ts';
import { digestOfJob } from './module-digest.ts';
import type { PlugIn } from './plug-in.ts';

/** Every HTTP worker holds them all. */
const MOST_PAYLOADS = 100_000;
const MOST_PAYLOAD_CHARACTERS = 16 * 1024 * 1024;

type Place = Pick<PlugIn, 'source' | 'place'>;

/** A type that runs a job, and where the scenario's file says so. */
interface Use {
  readonly path: readonly (string | number)[];
  readonly type: OwnJobType;
}

/** The jobs that a scenario's types run and the files of their parameters, found and checked. */
export async function jobsOf(
  scenario: Scenario,
  plugIn: Place,
): Promise<Pick<ReadScenario, 'jobs' | 'payloads'>> {
  const uses = usesIn(scenario);
  if (uses.length === 0) return {};
  const mistakes: string[] = [];
  const found = new Map<string, KnownJob>();
  const payloads: Record<string, Payloads> = {};
  for (const { path, type } of uses) {
    await collected(mistakes, async () => {
      const { job: text, file } = type;
      const job = found.get(text) ?? (await foundJob(type, plugIn, path));
      found.set(text, job);
      if (file !== undefined) payloads[file] ??= await readPayloads(file, plugIn);
      const drawn = type.params === undefined && type.samples === undefined && file === undefined;
      if (drawn && !job.description.sample)
        throw new UsageError([
          `${await lineFor(plugIn, path)}: ${path.join('.')}: needs params, samples or file: ${job.plugIn.place} exports no sample(draw)`,
        ]);
    });
  }
  if (mistakes.length > 0) throw new UsageError([...new Set(mistakes)]);
  const jobs = await Promise.all([...found].map(async ([text, job]) => [text, await readJob(job)] as const));
  return { jobs: Object.fromEntries(jobs), ...(Object.keys(payloads).length > 0 && { payloads }) };
}

/** Sets the jobs of a scenario up and checks the parameters of its types, in processes of their own: before anything is forked. */
export async function tryJobs(
  scenario: Pick<ReadScenario, 'types' | 'shifts' | 'jobs' | 'payloads'>,
  plugIn: Place,
): Promise<void> {
  const uses = usesIn(scenario);
  const mistakes: string[] = [];
  for (const text of Object.keys(scenario.jobs ?? {})) {
    const own = uses.filter(({ type }) => type.job === text);
    const params = own.flatMap((use) => paramsOf(use, scenario.payloads ?? {}));
    const draws = own.some(
      ({ type }) => type.params === undefined && type.samples === undefined && type.file === undefined,
    );
    await collected(mistakes, async () => {
      const job = await knownJob(whereIs(text, plugIn));
      const refusals = await triedJob(job, { params: params.map((one) => one.text), draws });
      for (const [i, refused] of refusals.entries()) {
        const { path, place } = params[i] as Params;
        if (refused !== null)
          mistakes.push(`${place ?? (await lineFor(plugIn, path))}: ${path.join('.')}: ${refused}`);
      }
    });
  }
  if (mistakes.length > 0) throw new UsageError(mistakes.slice(0, 20));
}

interface Params {
  readonly text: string;
  readonly path: readonly (string | number)[];
  /** Of a line of a file. */
  readonly place?: string;
}

function paramsOf({ path, type }: Use, payloads: Readonly<Record<string, Payloads>>): Params[] {
  const { params, samples = [], file } = type;
  return [
    ...(params === undefined ? [] : [{ text: JSON.stringify(params), path: [...path, 'params'] }]),
    ...samples.map((one, i) => ({ text: JSON.stringify(one), path: [...path, 'samples', i] })),
    ...(file === undefined ? [] : (payloads[file]?.texts ?? [])).map((text, i) => ({
      text,
      path: [...path, 'file'],
      place: `${file}:${i + 1}`,
    })),
  ];
}

function usesIn({ types, shifts = [] }: Pick<Scenario, 'types' | 'shifts'>): Use[] {
  const within = (types: Readonly<Record<string, JobType>>, path: (string | number)[]): Use[] =>
    Object.entries(types).flatMap(([name, type]) =>
      type.runs === 'job' ? [{ path: [...path, 'types', name], type }] : [],
    );
  return [...within(types, []), ...shifts.flatMap((shift, i) => within(shift.types, ['shifts', i]))];
}

async function foundJob({ job }: OwnJobType, plugIn: Place, path: Use['path']): Promise<KnownJob> {
  try {
    return await knownJob(whereIs(job, plugIn));
  } catch (error) {
    // Of the file where it has one; else of the line that names it.
    if (!(error instanceof UsageError) || !error.mistakes.every((one) => one.startsWith('There is no job ')))
      throw error;
    const at = await lineFor(plugIn, [...path, 'job']);
    throw new UsageError(error.mistakes.map((mistake) => `${at}: ${mistake}`));
  }
}

/** A path counts from the scenario's file. */
function whereIs(job: string, { source }: Place): string {
  return /[/\\]|\.[cm]?[jt]s$/.test(job) ? resolve(dirname(source), job) : job;
}

async function readJob({ name, plugIn, description }: KnownJob): Promise<ReadJob> {
  const { place, module } = plugIn;
  const digest = await digestOfJob(module);
  return { name, place, module, digest, description };
}

async function readPayloads(file: string, { source, place }: Place): Promise<Payloads> {
  const shown = join(dirname(place), file);
  const whole = await readFile(resolve(dirname(source), file), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      throw new UsageError([
        `${shown}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}; ${place} names it`,
      ]);
    },
  );
  const lines = whole.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length === 0 || lines.length > MOST_PAYLOADS || whole.length > MOST_PAYLOAD_CHARACTERS)
    throw new UsageError([
      `${shown}: must hold 1 to ${MOST_PAYLOADS} lines of JSON, in all at most ${MOST_PAYLOAD_CHARACTERS} characters`,
    ]);
  const mistakes: string[] = [];
  for (const [i, line] of lines.entries()) {
    try {
      jsonText('a line', JSON.parse(line), MAX_PARAMS_LENGTH);
    } catch (error) {
      mistakes.push(`${shown}:${i + 1}: ${messageOf(error)}`);
    }
  }
  if (mistakes.length > 0) throw new UsageError(mistakes.slice(0, 20));
  return { digest: createHash('sha256').update(whole).digest('hex').slice(0, 16), texts: lines };
}

async function lineFor({ source, place }: Place, path: readonly (string | number)[]): Promise<string> {
  return `${place}:${lineOf(await readFile(source, 'utf8'), path)}`;
}

async function collected(mistakes: string[], act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    mistakes.push(...error.mistakes);
  }
}
