import { mkdir, open, readFile, rename, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { z } from 'zod';
import type { RequestRecord } from '../measurement/request-record.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { migrate } from './migrate.ts';
import { type RunResult, runSchema, SCHEMA_VERSION } from './schema.ts';
import { seal, unseal } from './seal.ts';
import type { SimulationRun } from './simulation-schema.ts';
import { StoreFailure } from './store-failure.ts';
import { type TrialRecord, trialSchema } from './trial-schema.ts';

const MANIFEST_FILE = 'manifest.json';
const TRIALS_FILE = 'trials.jsonl';
const ANALYSIS_FILE = 'analysis.json';
/** Where the first version kept its run. */
const FIRST_VERSION_FILE = 'result.json';
const MAX_BYTES = 256 * 1024 * 1024;

/** The folder of a new run, `<utc>-<scenario>-<id>`; made at once, so that a full disk shows before anything is measured. */
export async function createRunFolder(resultsFolder: string, runId: string): Promise<string> {
  const folder = join(resultsFolder, runId);
  await mkdir(join(folder, 'samples'), { recursive: true }).catch((error) =>
    refuse('cannot make', folder, error),
  );
  return folder;
}

/** Before the first trial. */
export async function saveManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeWhole(join(folder, MANIFEST_FILE), `${seal(manifest)}\n`);
}

export async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, MANIFEST_FILE);
  return checked(file, manifestSchema, opened(file, parse(file, await readText(file))));
}

/** A line behind those of earlier trials, on the disk before this resolves. */
export async function appendTrial(folder: string, trial: TrialRecord): Promise<void> {
  const file = join(folder, TRIALS_FILE);
  try {
    const handle = await open(file, 'a');
    try {
      await handle.writeFile(`${seal(trial)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    refuse('cannot write', file, error);
  }
}

/**
 * Trials in the order they ended. A last line that is not whole was being written when the run was killed: it is cut
 * off, so that the next one does not land behind it.
 */
export async function readTrials(folder: string): Promise<TrialRecord[]> {
  const file = join(folder, TRIALS_FILE);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    return refuse('cannot read', file, error);
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line, i) => {
      const where = `${file}, line ${i + 1}`;
      return checked(where, trialSchema, opened(where, parse(where, line)));
    });
}

/** What the trials so far come to. Written whole or not at all. */
export async function saveRun(folder: string, run: RunResult | SimulationRun): Promise<void> {
  await writeWhole(join(folder, ANALYSIS_FILE), `${seal(run)}\n`);
}

/** Every request of a trial, one JSON object a line, compressed. */
export async function saveRequests(
  folder: string,
  name: string,
  records: readonly RequestRecord[],
): Promise<void> {
  const lines = records.map((record) => JSON.stringify(record)).join('\n');
  await writeWhole(samplesFile(folder, name), await promisify(gzip)(`${lines}\n`));
}

export async function readRequests(folder: string, name: string): Promise<RequestRecord[]> {
  const file = samplesFile(folder, name);
  try {
    const text = (await promisify(gunzip)(await readFile(file))).toString('utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RequestRecord);
  } catch (error) {
    return refuse('cannot read', file, error);
  }
}

/** Reads a run by its folder or its file, which may come from another machine or an older version. */
export async function readRun(path: string): Promise<RunResult> {
  const info = await stat(path).catch((error) => refuse('cannot read', path, error));
  const file = info.isDirectory() ? await analysisOf(path) : path;
  const raw = parse(file, await readText(file));
  return checked(file, runSchema, versionOf(file, raw) === 1 ? migrate(file, raw) : opened(file, raw));
}

async function analysisOf(folder: string): Promise<string> {
  const file = join(folder, ANALYSIS_FILE);
  if (await exists(file)) return file;
  const first = join(folder, FIRST_VERSION_FILE);
  return (await exists(first)) ? first : file;
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

function samplesFile(folder: string, name: string): string {
  return join(folder, 'samples', `${name.replace(/[^a-z0-9=.-]/g, '_')}.jsonl.gz`);
}

async function readText(file: string): Promise<string> {
  const size = (await stat(file).catch((error) => refuse('cannot read', file, error))).size;
  if (size > MAX_BYTES) throw new StoreFailure(`${file}: ${size} bytes is too large for a result file`);
  return readFile(file, 'utf8').catch((error) => refuse('cannot read', file, error));
}

function parse(where: string, text: string): object {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new StoreFailure(
      `${where}: not whole JSON (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  if (typeof raw !== 'object' || raw === null) throw new StoreFailure(`${where}: not a JSON object`);
  return raw;
}

function versionOf(file: string, raw: object): number {
  const version = 'schemaVersion' in raw ? raw.schemaVersion : undefined;
  if (typeof version !== 'number')
    throw new StoreFailure(`${file}: not a result file (it has no schemaVersion)`);
  if (version > SCHEMA_VERSION) {
    throw new StoreFailure(
      `${file}: written by a newer version (schemaVersion ${version}; this one reads up to ${SCHEMA_VERSION})`,
    );
  }
  return version;
}

/** A file may have been printed with `--json`: then its digest is there as well. */
function opened(where: string, sealed: object): object {
  if (!('digest' in sealed))
    throw new StoreFailure(`${where}: has no digest: it was not written by this program`);
  const content = unseal(sealed);
  if (content === undefined)
    throw new StoreFailure(`${where}: was changed after it was written (its digest is another's)`);
  return content;
}

function checked<Schema extends z.ZodType>(where: string, schema: Schema, raw: unknown): z.infer<Schema> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [first, ...others] = result.error.issues;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const field = first?.path.length ? [first.path.map(String).join('.')] : [];
  throw new StoreFailure(`${[where, ...field].join(': ')}: ${first?.message}${more}`);
}

async function writeWhole(file: string, content: string | Buffer): Promise<void> {
  const partial = `${file}.partial`;
  try {
    const handle = await open(partial, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    refuse('cannot write', file, error);
  }
}

function refuse(what: string, path: string, error: unknown): never {
  throw new StoreFailure(`${what} ${path}: ${error instanceof Error ? error.message : String(error)}`);
}
