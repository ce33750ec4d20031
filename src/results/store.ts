import { join } from 'node:path';
import { type AnyRun, adviceRunSchema } from './advice-schema.ts';
import { checked, parsed, sealedContent, unsealed, versionedContent, versionOf } from './checked-json.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { migrate } from './migrate.ts';
import {
  append,
  cut,
  isFolder,
  isThere,
  makeFolder,
  readIfThere,
  readPlain,
  writeWhole,
} from './plain-file.ts';
import { refuseContradictions } from './run-contradictions.ts';
import { runSchema } from './schema.ts';
import { seal } from './seal.ts';
import { simulationRunSchema } from './simulation-schema.ts';
import { type TrialRecord, trialSchema } from './trial-schema.ts';

export const MANIFEST_FILE = 'manifest.json';
const TRIALS_FILE = 'trials.jsonl';
const ANALYSIS_FILE = 'analysis.json';
/** The result file of the first version. */
const FIRST_VERSION_FILE = 'result.json';
const NEWLINE = '\n'.charCodeAt(0);

/** The folder of a new run, `<utc>-<scenario>-<id>`. Created at once, so that a full disk shows before the measurement. */
export async function createRunFolder(resultsFolder: string, runId: string): Promise<string> {
  const folder = join(resultsFolder, runId);
  await makeFolder(join(folder, 'samples'));
  return folder;
}

/** Before the first trial. */
export async function saveManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeWhole(join(folder, MANIFEST_FILE), `${seal(manifest)}\n`);
}

export async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, MANIFEST_FILE);
  return versionedContent(file, await readText(file), manifestSchema);
}

/** Appends a line. It is on the disk when this resolves. */
export async function appendTrial(folder: string, trial: TrialRecord): Promise<void> {
  await append(join(folder, TRIALS_FILE), `${seal(trial)}\n`);
}

/** Trials in the order they ended, line by line. An incomplete last line means that the run was killed while writing. */
export async function readTrials(folder: string): Promise<TrialRecord[]> {
  const file = join(folder, TRIALS_FILE);
  const bytes = (await readIfThere(file)) ?? Buffer.alloc(0);
  const lines = bytes.subarray(0, wholeLines(bytes)).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line, i) => sealedContent(`${file}, line ${i + 1}`, line, trialSchema));
}

/** Removes an incomplete last line before the next trial is appended. Only for a valid folder. */
export async function cutUnfinishedTrial(folder: string): Promise<void> {
  const file = join(folder, TRIALS_FILE);
  const bytes = await readIfThere(file);
  if (bytes !== undefined && wholeLines(bytes) < bytes.length) await cut(file, wholeLines(bytes));
}

/** In bytes. */
function wholeLines(bytes: Buffer): number {
  return bytes.lastIndexOf(NEWLINE) + 1;
}

/** Saves the analysis of the trials so far, completely or not at all. */
export async function saveRun(folder: string, run: AnyRun): Promise<void> {
  await writeWhole(join(folder, ANALYSIS_FILE), `${seal(run)}\n`);
}

/** Reads a run from its folder or file, which may come from another machine or an older version. */
export async function readRun(path: string): Promise<AnyRun> {
  const file = (await isFolder(path)) ? await analysisOf(path) : path;
  return runIn(file, await readText(file));
}

/** The analysis in a folder; undefined until the first trial has ended. */
export async function readAnalysis(folder: string): Promise<AnyRun | undefined> {
  const file = await analysisOf(folder);
  const bytes = await readIfThere(file);
  return bytes === undefined ? undefined : runIn(file, bytes.toString('utf8'));
}

function runIn(file: string, text: string): AnyRun {
  const raw = parsed(file, text);
  const content = versionOf(file, raw) === 1 ? migrate(file, raw) : unsealed(file, raw);
  const engine = 'engine' in content ? content.engine : undefined;
  if (engine === 'sim') return checked(file, simulationRunSchema, content);
  if (engine === 'advice') return checked(file, adviceRunSchema, content);
  const run = checked(file, runSchema, content);
  refuseContradictions(file, run);
  return run;
}

async function analysisOf(folder: string): Promise<string> {
  const file = join(folder, ANALYSIS_FILE);
  if (await isThere(file)) return file;
  const first = join(folder, FIRST_VERSION_FILE);
  return (await isThere(first)) ? first : file;
}

async function readText(file: string): Promise<string> {
  return (await readPlain(file)).toString('utf8');
}
