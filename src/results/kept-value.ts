import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { seal, unseal } from './seal.ts';

/** Writes what was found about this machine beside its results; whoever reads meanwhile sees the old or the new. */
export async function keepValue(resultsFolder: string, file: string, value: object): Promise<void> {
  await mkdir(resultsFolder, { recursive: true });
  const partial = join(resultsFolder, `${file}.partial-${process.pid}`);
  await writeFile(partial, `${seal(value)}\n`);
  await rename(partial, join(resultsFolder, file));
}

/** A file that is none of ours, or not as it was written, is as good as none. */
export async function keptValue<Value>(
  resultsFolder: string,
  file: string,
  schema: z.ZodType<Value>,
): Promise<Value | undefined> {
  try {
    return schema.parse(unseal(JSON.parse(await readFile(join(resultsFolder, file), 'utf8'))));
  } catch {
    return undefined;
  }
}
