import { inlineRoute } from './inline-route.ts';
import type { JobName, ParamsOf, ResultOf } from './job-types.ts';
import { currentRoute } from './route.ts';
import { type RunOptions, runJob } from './run-job.ts';

/** Runs jobs from anywhere in an app. */
export const jobs = {
  /**
   * In an HTTP worker of a cluster, and in its primary, a job worker runs it; outside a cluster this process does. Rejects with
   * a JobError (`code`, `statusCode`), or with the reason of `signal`.
   */
  async run<const Name extends JobName>(
    name: Name,
    params?: ParamsOf<Name>,
    options: RunOptions = {},
  ): Promise<ResultOf<Name>> {
    const route = currentRoute() ?? (await inlineRoute());
    return (await runJob(route, name, params, options)) as ResultOf<Name>;
  },
};
