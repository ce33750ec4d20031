import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { seal, unseal } from './seal.ts';
import { StoreFailure } from './store-failure.ts';

/** Writes what was found about this machine beside its results; whoever reads meanwhile sees the old or the new. */
export async function keepValue(resultsFolder: string, file: string, value: object): Promise<void> {
  const path = join(resultsFolder, file);
  const partial = `${path}.partial-${process.pid}`;
  try {
    await mkdir(resultsFolder, { recursive: true });
    await writeFile(partial, `${seal(value)}\n`);
    await rename(partial, path);
  } catch (error) {
    throw new StoreFailure(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
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
