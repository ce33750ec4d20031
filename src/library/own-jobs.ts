import type { Jobs } from '../cluster/job-worker/jobs.ts';
import type { JobLog } from '../contract/define-job.ts';
import { type JobFile, loadJobs } from '../jobs/loaded-job.ts';

/** Jobs of files in this process, set up. What they log goes to the console, marked; it is the app's. */
export async function ownJobs(files: readonly JobFile[], where: string): Promise<Jobs> {
  const byName = await loadJobs(files);
  await Promise.all([...byName.values()].map((job) => job.setup()));
  return { byName, logOf: (name) => consoleLog(`[${where}, job ${name}]`) };
}

function consoleLog(mark: string): JobLog {
  const { console } = globalThis;
  return {
    info: (...what) => console.log(mark, ...what),
    warn: (...what) => console.warn(mark, ...what),
    error: (...what) => console.error(mark, ...what),
  };
}
