import { UsageError } from '../core/usage-error.ts';
import { SETUP_TIMEOUT_MS } from '../jobs/loaded-job.ts';
import type { JobDescription } from '../load/plan/scenario-states.ts';
import { inspect } from './inspection.ts';
import type { JobTrial } from './inspection-messages.ts';
import { mistakesOf } from './mistakes-of-file.ts';
import { findPlugIn, type PlugIn } from './plug-in.ts';

/** A job that can be run, as far as it is known without running it. */
export interface KnownJob {
  readonly name: string;
  readonly plugIn: PlugIn;
  readonly description: JobDescription;
}

/** A job by the name or the path of its file. Every mistake in the file is reported at once. */
export async function knownJob(text: string): Promise<KnownJob> {
  const plugIn = await findPlugIn('jobs', text);
  const inspection = await inspect(plugIn);
  if (!('job' in inspection) || plugIn.mistakes.length > 0)
    throw new UsageError(await mistakesOf(plugIn, inspection));
  return { name: plugIn.label, plugIn, description: inspection.job };
}

/** Sets it up in a process of its own. Gives what its `check` says of each of the parameters; null for those in order. */
export async function triedJob(
  { plugIn, description }: KnownJob,
  trial: JobTrial,
): Promise<readonly (string | null)[]> {
  const inspection = await inspect(plugIn, {
    ...trial,
    limitMs: description.options.setupTimeoutMs ?? SETUP_TIMEOUT_MS,
  });
  if (!('refusals' in inspection)) throw new UsageError(await mistakesOf(plugIn, inspection));
  return inspection.refusals;
}
