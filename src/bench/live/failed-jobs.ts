import { failuresTogether, type JobFailures } from '../../cluster/job-failures.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import type { Warning } from '../../results/schema.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';

/** Types whose jobs failed, each with the reason of the first. Where the scenario has faults, they are the reason. */
export function failedJobs(
  { faults }: Pick<MeasuredScenario, 'faults'>,
  trials: readonly Pick<TrialRecord, 'failures'>[],
): Warning[] {
  if (faults !== undefined) return [];
  const failures = failuresTogether(trials.flatMap((trial) => trial.failures ?? []));
  return failures.map((one) => ({ code: 'jobs-failed', strategy: null, message: inWords(one) }));
}

export function inWords({ type, count, reason }: JobFailures): string {
  return `${count} ${count === 1 ? 'job' : 'jobs'} of ${type} failed; the first: ${reason.split('\n')[0]}`;
}
