import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RequestRecord } from '../measurement/request-record.ts';
import { type RunResult, runSchema, SCHEMA_VERSION } from './schema.ts';
import type { SimulationRun } from './simulation-schema.ts';

const RESULT_FILE = 'result.json';
const MAX_RESULT_BYTES = 64 * 1024 * 1024;

/** A result that cannot be read or written: what, where and why, in one line. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';

  constructor(reason: string) {
    // A reason may quote the file.
    super(reason.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' '));
  }
}

/** The folder of a new run, `<utc>-<scenario>-<id>`; made at once, so that a full disk shows before anything is measured. */
export async function createRunFolder(resultsFolder: string, runId: string): Promise<string> {
  const folder = join(resultsFolder, runId);
  await mkdir(folder, { recursive: true }).catch((error) => refuse('cannot make', folder, error));
  return folder;
}

/** Written whole or not at all. */
export async function saveRun(folder: string, run: RunResult | SimulationRun): Promise<void> {
  await writeWhole(join(folder, RESULT_FILE), `${JSON.stringify(run, null, 2)}\n`);
}

/** Every request of a trial, one JSON object a line, compressed. */
export async function saveRequests(
  folder: string,
  label: string,
  records: readonly RequestRecord[],
): Promise<void> {
  const lines = records.map((record) => JSON.stringify(record)).join('\n');
  const file = `requests-${label.replace(/[^a-z0-9=.-]/g, '_')}.jsonl.gz`;
  await writeWhole(join(folder, file), await promisify(gzip)(`${lines}\n`));
}

/** Reads a run by its folder or its result file. */
export async function readRun(path: string): Promise<RunResult> {
  const info = await stat(path).catch((error) => refuse('cannot read', path, error));
  const file = info.isDirectory() ? join(path, RESULT_FILE) : path;
  const size = (await stat(file).catch((error) => refuse('cannot read', file, error))).size;
  if (size > MAX_RESULT_BYTES)
    throw new StoreFailure(`${file}: ${size} bytes is too large for a result file`);
  const text = await readFile(file, 'utf8');
  const raw = parse(file, text);
  const version =
    typeof raw === 'object' && raw !== null && 'schemaVersion' in raw ? raw.schemaVersion : undefined;
  if (typeof version !== 'number')
    throw new StoreFailure(`${file}: not a result file (it has no schemaVersion)`);
  if (version > SCHEMA_VERSION) {
    throw new StoreFailure(
      `${file}: written by a newer version (schemaVersion ${version}; this one reads up to ${SCHEMA_VERSION})`,
    );
  }
  const checked = runSchema.safeParse(raw);
  if (checked.success) return checked.data;
  const [first, ...others] = checked.error.issues;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const where = [file, ...(first?.path.length ? [first.path.map(String).join('.')] : [])].join(': ');
  throw new StoreFailure(`${where}: ${first?.message}${more}`);
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreFailure(
      `${file}: not whole JSON (${error instanceof Error ? error.message : String(error)})`,
    );
  }
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
