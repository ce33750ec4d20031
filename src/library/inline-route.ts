import { InlinePath } from '../cluster/http-worker/inline-path.ts';
import type { Jobs } from '../cluster/job-worker/jobs.ts';
import type { AnswersKept } from '../cluster/type-answers.ts';
import { appPath, USUAL_JOBS } from './app-path.ts';
import { jobFiles } from './job-files.ts';
import { ownJobs } from './own-jobs.ts';
import type { JobFacts, Route } from './route.ts';

/** Nobody else waits for this process. */
const TIMEOUT_MS = 2 ** 31 - 1;

let route: Promise<Route> | undefined;

/** Outside a cluster: this process runs its jobs itself. They are set up once, with the first. */
export function inlineRoute(): Promise<Route> {
  route ??= madeRoute();
  // Whatever was wrong may be mended by the next time.
  route.catch(() => {
    route = undefined;
  });
  return route;
}

async function madeRoute(): Promise<Route> {
  const files = jobFiles(appPath('jobs', process.env.CLUSTER_BENCH_JOBS ?? USUAL_JOBS));
  return routeInline(0, await ownJobs(files, 'inline'), TIMEOUT_MS, undefined);
}

export function routeInline(
  worker: number,
  jobs: Jobs,
  timeoutMs: number,
  kept: AnswersKept | undefined,
): Route {
  return { path: new InlinePath(worker, 1, jobs).submit, jobs: factsOf(jobs), timeoutMs, kept };
}

function factsOf({ byName }: Jobs): ReadonlyMap<string, JobFacts> {
  return new Map(
    [...byName].map(([name, job]) => [
      name,
      { timeoutMs: job.options.timeoutMs, check: (params) => job.check(params) },
    ]),
  );
}
