import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { sum } from '../../measuring/statistics/sum.ts';
import type { Warning } from '../../results/schema.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';

/** A job that computes for less of its time waits. */
const HALF = 0.5;

/**
 * Types whose jobs wait for something else most of their time. Processor time alone does not tell: on few cores a job that
 * computes gets little of it. So its process must have had nothing to do as well.
 */
export function waitingJobs(
  { types, jobs = {} }: Pick<MeasuredScenario, 'types' | 'jobs'>,
  trials: readonly Pick<TrialRecord, 'jobUse'>[],
): Warning[] {
  const uses = trials.flatMap((trial) => trial.jobUse ?? []);
  return Object.entries(types).flatMap(([name, type]): Warning[] => {
    if (type.runs !== 'job') return [];
    const own = uses.filter(({ job }) => job === (jobs[type.job]?.name ?? type.job));
    const wallMs = sum(own.map((use) => use.wallMs));
    const share = sum(own.map(({ cpuMs }) => cpuMs)) / wallMs;
    const idle = sum(own.map(({ idleMs }) => idleMs)) / wallMs;
    if (!(share < HALF && idle > HALF)) return [];
    const message = `${name} computes for ${Math.round(share * 100)} % of its time: it waits, and does not need a worker of its own`;
    return [{ code: 'waits', strategy: null, message }];
  });
}
