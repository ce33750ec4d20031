import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Scenario } from '../contract/scenario.ts';
import { keepValue, keptValue } from './kept-value.ts';

const FILE = 'capacities.json';

/** Heavy requests a second that a cluster carries at most, by what it was measured of. */
const capacitiesSchema = z.strictObject({ perSecond: z.record(z.string(), z.number().positive()) });

/** What a capacity depends on: the machine, the workers, and what they are asked for. */
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
