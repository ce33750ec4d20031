import { endInspection } from '../../catalogue/inspection.ts';
import { knownJob } from '../../catalogue/jobs.ts';
import { digestOfJob } from '../../catalogue/module-digest.ts';
import { UsageError } from '../../core/usage-error.ts';
import { marked, ownMessage } from '../../processes/own-message.ts';
import type { FromWorker, ToWorker } from '../control.ts';
import type { ClusterJob } from '../settings.ts';

type Settings = Extract<ToWorker, { control: 'settings' | 'app settings' }>;

/**
 * The settings of a worker, with the jobs as they are on this machine: no code comes over the wire. A job that is not there,
 * or is another version, gives the worker's word that it cannot start instead.
 */
export async function withOwnCopies(
  raw: unknown,
): Promise<{ readonly settings: object } | { readonly refusal: object }> {
  const message = ownMessage<Settings>(raw) as Settings;
  try {
    const jobs: ClusterJob[] = [];
    for (const job of message.settings.jobs) jobs.push({ ...job, module: await ownModule(job) });
    return { settings: marked({ ...message, settings: { ...message.settings, jobs } }) };
  } catch (error) {
    const reason = error instanceof UsageError ? error.mistakes.join('; ') : String(error);
    const failed: FromWorker = { control: 'failed', cause: 'job', reason };
    return { refusal: marked(failed) };
  } finally {
    endInspection();
  }
}

export function isSettings(raw: unknown): boolean {
  const control = ownMessage<ToWorker>(raw)?.control;
  return control === 'settings' || control === 'app settings';
}

async function ownModule({ name, digest }: ClusterJob): Promise<string> {
  const { module, place } = (await knownJob(name)).plugIn;
  const own = await digestOfJob(module);
  if (own === digest) return module;
  throw new UsageError([
    `${place} is another version than the primary's (digest ${own}, there ${digest}): install the same on both machines`,
  ]);
}
