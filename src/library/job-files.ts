import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NAME_PATTERN } from '../catalogue/names.ts';
import { UsageError } from '../core/usage-error.ts';
import type { JobFile } from '../jobs/loaded-job.ts';

/** A file with a job in it. */
export interface AppJob extends JobFile {
  readonly path: string;
}

const JOB_FILE = /^([^._][^.]*)\.([cm]?[jt]s)$/;

/** The job files of a folder, by name. Where a file was compiled beside itself, what was compiled. */
export function jobFiles(folder: string): AppJob[] {
  const byName = new Map<string, AppJob>();
  const mistakes: string[] = [];
  for (const file of readdirSync(folder).sort()) {
    const [, name, extension = ''] = JOB_FILE.exec(file) ?? [];
    if (name === undefined || (extension.endsWith('ts') && byName.has(name))) continue;
    const path = join(folder, file);
    if (!NAME_PATTERN.test(name))
      mistakes.push(`${path}: rename the file; a job's name is lower-case letters, digits and hyphens`);
    byName.set(name, { name, path, module: pathToFileURL(path).href });
  }
  if (byName.size === 0) mistakes.push(`${folder}: there is no job file in it, such as render.js`);
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return [...byName.values()];
}
