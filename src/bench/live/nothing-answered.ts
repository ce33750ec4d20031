import type { ClusterAccount } from '../../cluster/account.ts';
import { ClusterFailure } from '../../cluster/cluster-process.ts';
import { inWords } from './failed-jobs.ts';

/** A measurement without a result. If the jobs failed, it says why. */
export function nothingAnswered(
  when: string,
  { failures }: Pick<ClusterAccount, 'failures'>,
): ClusterFailure {
  const why = failures.map((one) => `: ${inWords(one)}`).join('');
  return new ClusterFailure('cluster', `the job workers answered nothing while ${when}${why}`);
}
