import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { sealedContent } from './checked-json.ts';
import { readIfThere, writeWhole } from './plain-file.ts';
import { seal } from './seal.ts';
import { StoreFailure } from './store-failure.ts';

/** Writes what was found about this machine beside its results; whoever reads meanwhile sees the old or the new. */
export async function keepValue(resultsFolder: string, file: string, value: object): Promise<void> {
  const path = join(resultsFolder, file);
  // What keeps it from being made keeps the file from being written, and that is said below.
  await mkdir(resultsFolder, { recursive: true }).catch(() => {});
  // Several commands may keep something at once.
  await writeWhole(path, `${seal(value)}\n`, `${path}.partial-${process.pid}`);
}

/** Undefined where nothing was kept. */
export async function keptValue<Value>(
  resultsFolder: string,
  file: string,
  schema: z.ZodType<Value>,
): Promise<Value | undefined> {
  const path = join(resultsFolder, file);
  try {
    const bytes = await readIfThere(path);
    return bytes && sealedContent(path, bytes.toString('utf8'), schema);
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    throw new StoreFailure(`${error.message}; without the file it is measured anew`);
  }
}
