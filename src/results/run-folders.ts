import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere } from './plain-file.ts';
import { MANIFEST_FILE, readManifest } from './store.ts';
import { StoreFailure } from './store-failure.ts';

/** Published runs are not recent runs of this machine. */
const PUBLISHED = 'published';
const STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-/;

export interface RunFolder {
  readonly folder: string;
  /** Only runs of a live cluster have one. */
  readonly hasManifest: boolean;
  /** Start of the run, as a time in ms; undefined if neither its manifest nor its name gives it. */
  readonly startedMs: number | undefined;
}

/** Every folder of results/ that may hold a run, newest first. */
export async function runFolders(resultsFolder: string): Promise<RunFolder[]> {
  const entries = await readdir(resultsFolder, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw new StoreFailure(`cannot read ${resultsFolder}: ${error.message}`);
  });
  const names = entries.filter((one) => one.isDirectory() && one.name !== PUBLISHED).map(({ name }) => name);
  const found = await Promise.all(names.map((name) => runFolder(resultsFolder, name)));
  return found.sort((a, b) => (b.startedMs ?? 0) - (a.startedMs ?? 0) || (a.folder < b.folder ? 1 : -1));
}

async function runFolder(resultsFolder: string, name: string): Promise<RunFolder> {
  const folder = join(resultsFolder, name);
  const hasManifest = await isThere(join(folder, MANIFEST_FILE));
  return { folder, hasManifest, startedMs: (hasManifest && (await startTold(folder))) || startInName(name) };
}

/** Undefined for an unreadable manifest. Reading the run reports the error. */
async function startTold(folder: string): Promise<number | undefined> {
  try {
    return timeOf((await readManifest(folder)).startedAt);
  } catch (error) {
    if (error instanceof StoreFailure) return undefined;
    throw error;
  }
}

function startInName(name: string): number | undefined {
  const [stamp, year, month, day, hour, minute, second] = STAMP.exec(name) ?? [];
  return stamp === undefined ? undefined : timeOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function timeOf(text: string): number | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
