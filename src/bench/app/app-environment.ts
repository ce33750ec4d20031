import type { Arm } from '../../catalogue/arms.ts';
import { fullName } from '../../catalogue/strategy-arm.ts';
import type { AppOptions } from '../../load/plan/app-under-test.ts';

/** What an app is told in its environment: see docs/app-report.md. */
export function appEnvironment(
  arm: Arm,
  workers: AppOptions['workers'],
  seed: number,
): Readonly<Record<string, string>> {
  return { ...strategyIn(arm), ...sizesOf(arm, workers), CLUSTER_BENCH_SEED: String(seed) };
}

/** Nothing where it runs as it is. */
export function strategyIn(arm: Arm): Readonly<Record<string, string>> {
  switch (arm.kind) {
    case 'as-is':
      return {};
    case 'inline':
      return { CLUSTER_BENCH_STRATEGY: 'inline' };
    case 'strategy':
      return {
        CLUSTER_BENCH_STRATEGY: fullName(arm),
        CLUSTER_BENCH_WINDOW: String(arm.window ?? Number.POSITIVE_INFINITY),
      };
    case 'pool':
    case 'queue':
    case 'cluster':
      throw new Error(`${arm.label} is a row of the bench's own cluster only`);
  }
}

/** Inline computes in the HTTP workers, so they get the job workers' processes too. */
function sizesOf(arm: Arm, workers: AppOptions['workers']): Record<string, string> {
  if (workers === null) return {};
  const { http, job } = workers;
  if (arm.kind === 'inline') return { CLUSTER_BENCH_HTTP_WORKERS: String(http + job) };
  return { CLUSTER_BENCH_HTTP_WORKERS: String(http), CLUSTER_BENCH_JOB_WORKERS: String(job) };
}
