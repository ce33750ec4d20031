import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { sealedContent } from './checked-json.ts';
import { readIfThere, writeWhole } from './plain-file.ts';
import { seal } from './seal.ts';
import { StoreFailure } from './store-failure.ts';

/** Writes a value about this machine into the results folder. A concurrent reader sees the old or the new value. */
export async function keepValue(resultsFolder: string, file: string, value: object): Promise<void> {
  const path = join(resultsFolder, file);
  // If the folder cannot be made, writing the file below fails and reports the reason.
  await mkdir(resultsFolder, { recursive: true }).catch(() => {});
  // Several commands may write at the same time.
  await writeWhole(path, `${seal(value)}\n`, `${path}.partial-${process.pid}`);
}

/** Undefined if nothing was saved. */
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
    throw new StoreFailure(`${error.message}; remove the file to measure again`);
  }
}
