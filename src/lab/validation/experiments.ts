import { centralQueue } from './checks/central-queue.ts';
import { generalService } from './checks/general-service.ts';
import { heavyTraffic } from './checks/heavy-traffic.ts';
import { meanField } from './checks/mean-field.ts';
import { preemption } from './checks/preemption.ts';
import { push } from './checks/push.ts';
import { serviceOrders } from './checks/service-orders.ts';
import type { Experiment } from './experiment.ts';

/** The reduction for a quick validation. Runs must stay long compared with the memory of the system. */
const QUICK_REPLICATIONS = 20;
const QUICK_JOBS = 0.25;
const QUICK_MOST_WORKERS = 100;

/** All experiments: the same list in the same order in every process. */
export function experimentsOf(quick: boolean): Experiment[] {
  const all = [
    ...centralQueue(),
    ...generalService(),
    ...push(),
    ...serviceOrders(),
    ...preemption(),
    ...meanField(),
    ...heavyTraffic(),
  ];
  if (!quick) return all;
  return all.filter(({ system }) => system.workers <= QUICK_MOST_WORKERS).map(quickened);
}

/** Fewer jobs, with wider limits for the intervals in proportion to the square root. */
function quickened(experiment: Experiment): Experiment {
  const { system, replications, questions } = experiment;
  const wider = Math.sqrt(replications / QUICK_REPLICATIONS / QUICK_JOBS);
  return {
    ...experiment,
    replications: QUICK_REPLICATIONS,
    system: { ...system, measuredJobs: system.measuredJobs * QUICK_JOBS },
    questions: questions.map((question) => ({ ...question, limit: question.limit * wider })),
  };
}
