import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Scenario } from '../contract/scenario.ts';
import { keepValue, keptValue } from './kept-value.ts';

const FILE = 'capacities.json';

/** Largest number of heavy requests a second, by the key of the measured cluster. */
const capacitiesSchema = z.strictObject({ perSecond: z.record(z.string(), z.number().positive()) });

/** The key of a capacity: machine, workers, and mix of requests. */
export function capacityKey(
  machine: string,
  { cluster, types, shifts }: Pick<Scenario, 'cluster' | 'types' | 'shifts'>,
): string {
  const digest = createHash('sha256').update(JSON.stringify([machine, cluster, types, shifts]));
  return digest.digest('hex').slice(0, 12);
}

export async function keptCapacity(resultsFolder: string, key: string): Promise<number | undefined> {
  return (await keptValue(resultsFolder, FILE, capacitiesSchema))?.perSecond[key];
}

export async function keepCapacity(resultsFolder: string, key: string, perSecond: number): Promise<void> {
  const known = await keptValue(resultsFolder, FILE, capacitiesSchema);
  await keepValue(resultsFolder, FILE, { perSecond: { ...known?.perSecond, [key]: perSecond } });
}
