import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Scenario } from '../contract/scenario.ts';
import { keepValue, keptValue } from './kept-value.ts';

const FILE = 'capacities.json';

/** How long jobs of files take on a machine, under a load. */
const lengthsSchema = z.strictObject({
  /** What each of the four messages of a request takes, and what HTTP adds to each answer. */
  messageMs: z.number().min(0),
  aroundMs: z.number().min(0),
  /** By request type: evenly spaced, in ascending order. */
  quantilesMs: z.record(z.string(), z.array(z.number().min(0)).min(1)),
});

export type JobLengths = z.infer<typeof lengthsSchema>;

/** By what they were measured of: heavy requests a second that a cluster carries at most, and how long its jobs take. */
const capacitiesSchema = z.strictObject({
  perSecond: z.record(z.string(), z.number().positive()),
  lengths: z.record(z.string(), lengthsSchema).optional(),
});

/** What is measured: a scenario, and the digests of the files that it names. */
interface Measured extends Pick<Scenario, 'cluster' | 'types' | 'shifts'> {
  readonly jobs?: Readonly<Record<string, { readonly digest: string }>>;
  readonly payloads?: Readonly<Record<string, { readonly digest: string }>>;
}

/** What a capacity depends on: the machine, the workers, what they are asked for, and the code of that. */
export function capacityKey(machine: string, { cluster, types, shifts, ...read }: Measured): string {
  return keyOf([machine, cluster, types, shifts, ...digestsIn(read)]);
}

/** How long jobs take depends on how busy the machine is with them. */
export function lengthsKey(
  machine: string,
  scenario: Measured & { readonly load: object; readonly lightMs: number },
): string {
  return keyOf([capacityKey(machine, scenario), scenario.load, scenario.lightMs]);
}

function digestsIn({ jobs = {}, payloads = {} }: Pick<Measured, 'jobs' | 'payloads'>): string[] {
  return [...Object.values(jobs), ...Object.values(payloads)].map(({ digest }) => digest);
}

function keyOf(what: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 12);
}

export async function keptCapacity(resultsFolder: string, key: string): Promise<number | undefined> {
  return (await keptValue(resultsFolder, FILE, capacitiesSchema))?.perSecond[key];
}

export async function keepCapacity(resultsFolder: string, key: string, perSecond: number): Promise<void> {
  const known = await keptValue(resultsFolder, FILE, capacitiesSchema);
  await keepValue(resultsFolder, FILE, { ...known, perSecond: { ...known?.perSecond, [key]: perSecond } });
}

export async function keptLengths(resultsFolder: string, key: string): Promise<JobLengths | undefined> {
  return (await keptValue(resultsFolder, FILE, capacitiesSchema))?.lengths?.[key];
}

export async function keepLengths(resultsFolder: string, key: string, lengths: JobLengths): Promise<void> {
  const { perSecond = {}, lengths: known } = (await keptValue(resultsFolder, FILE, capacitiesSchema)) ?? {};
  await keepValue(resultsFolder, FILE, { perSecond, lengths: { ...known, [key]: lengths } });
}
