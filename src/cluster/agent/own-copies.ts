import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endInspection } from '../../catalogue/inspection.ts';
import { knownJob } from '../../catalogue/jobs.ts';
import { digestOfJob } from '../../catalogue/module-digest.ts';
import { unknownName } from '../../catalogue/names.ts';
import { UsageError } from '../../core/usage-error.ts';
import { marked, ownMessage } from '../../processes/own-message.ts';
import type { ToWorker } from '../control.ts';
import type { ClusterJob } from '../settings.ts';

type Settings = Extract<ToWorker, { control: 'settings' | 'app settings' }>;

/** The settings for a worker, as a message for it; undefined for any other message. */
export function settingsIn(raw: unknown): Settings | undefined {
  const message = ownMessage<ToWorker>(raw);
  return message?.control === 'settings' || message?.control === 'app settings' ? message : undefined;
}

/**
 * The same with the jobs as they are on this machine: no code comes over the wire. Those of an app are in `folder`, those of the
 * bench in its catalogue. Throws UsageError for a job that is not there, or is another version.
 */
export async function withOwnCopies(message: Settings, folder: string): Promise<object> {
  const find = message.control === 'app settings' ? (name: string) => inFolder(name, folder) : inCatalogue;
  try {
    const jobs: ClusterJob[] = [];
    for (const job of message.settings.jobs)
      jobs.push({ ...job, module: await sameAs(job, await find(job.name)) });
    return marked({ ...message, settings: { ...message.settings, jobs } });
  } finally {
    endInspection();
  }
}

interface Copy {
  readonly place: string;
  readonly module: string;
}

async function inCatalogue(name: string): Promise<Copy> {
  return (await knownJob(name)).plugIn;
}

/** Where a file was compiled beside itself, what was compiled. */
function inFolder(name: string, folder: string): Copy {
  const nameOf = (file: string) => file.replace(/\.[cm]?[jt]s$/, '');
  const files = readdirSync(folder).filter((file) => nameOf(file) !== file);
  const [file] = files.filter((one) => nameOf(one) === name).sort();
  if (file === undefined) throw new UsageError([`${folder}: ${unknownName('job', name, files.map(nameOf))}`]);
  const place = join(folder, file);
  return { place, module: pathToFileURL(resolve(place)).href };
}

async function sameAs({ digest }: ClusterJob, { place, module }: Copy): Promise<string> {
  const own = await digestOfJob(module);
  if (own === digest) return module;
  throw new UsageError([
    `${place} is another version than the primary's (digest ${own}, there ${digest}): install the same on both machines`,
  ]);
}
