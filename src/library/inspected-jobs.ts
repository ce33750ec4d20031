import { endInspection, inspect } from '../catalogue/inspection.ts';
import { mistakesOf } from '../catalogue/mistakes-of-file.ts';
import { digestOfJob } from '../catalogue/module-digest.ts';
import type { PlugIn } from '../catalogue/plug-in.ts';
import type { ClusterJob } from '../cluster/settings.ts';
import { refuse } from '../core/usage-error.ts';
import { type AppJob, jobFiles } from './job-files.ts';

/** Another process loads the jobs of a folder and says what is in them. Throws UsageError with the mistakes in all of them. */
export async function inspectedJobs(folder: string): Promise<readonly ClusterJob[]> {
  const jobs: ClusterJob[] = [];
  const mistakes: string[] = [];
  for (const { name, module, path } of jobFiles(folder)) {
    const plugIn = plugInOf({ name, module, path });
    const inspection = await inspect(plugIn);
    if (!('job' in inspection)) {
      mistakes.push(...(await mistakesOf(plugIn, inspection)));
      continue;
    }
    const { options, check, setup, teardown } = inspection.job;
    const digest = await digestOfJob(module);
    jobs.push({ name, module, digest, options, checksOrDraws: check, setup, teardown });
  }
  endInspection();
  refuse(mistakes);
  return jobs;
}

function plugInOf({ name, module, path }: AppJob): PlugIn {
  return { folder: 'jobs', label: name, name: path, place: path, source: path, module, mistakes: [] };
}
