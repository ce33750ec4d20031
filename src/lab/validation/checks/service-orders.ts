import { exponentialLaw } from '../../theory/continuous-law.ts';
import { mmkMeanWait, mmkWaitSecondMoment } from '../../theory/mmk.ts';
import { mmkPriorityMeanWaits } from '../../theory/priority.ts';
import { lifoWaitSecondMoment, randomOrderWaitSecondMoment } from '../../theory/service-order.ts';
import { sjfMeanWait } from '../../theory/shortest-job-first.ts';
import type { Experiment, JobClass, Question } from '../experiment.ts';
import { classMeanWait, meanWait, waitSecondMoment } from '../questions.ts';
import { priorities, randomOrder } from '../strategies/made-for-checks.ts';
import { exponentialJobs, fromEmpty } from './laws.ts';

/** One central queue with other orders than first come first served. */
export function serviceOrders(): Experiment[] {
  return [
    lastComeFirst(1, 0.6),
    lastComeFirst(4, 0.6),
    inRandomOrder(1, 0.6),
    inRandomOrder(4, 0.6),
    shortestFirst(0.8),
    twoPriorities(1, 0.8, 80_000),
    twoPriorities(4, 0.8, 120_000),
  ];
}

function lastComeFirst(workers: number, load: number): Experiment {
  const second = lifoWaitSecondMoment(mmkWaitSecondMoment(workers, load), load);
  return withoutSizes(`LIFO M/M/${workers} at ${load}`, workers, load, 'pull-stack', 200_000, [
    meanWait(mmkMeanWait(workers, load)),
    waitSecondMoment(second),
  ]);
}

function inRandomOrder(workers: number, load: number): Experiment {
  const second = randomOrderWaitSecondMoment(mmkWaitSecondMoment(workers, load), load);
  return withoutSizes(`random order M/M/${workers} at ${load}`, workers, load, randomOrder(), 80_000, [
    meanWait(mmkMeanWait(workers, load)),
    waitSecondMoment(second),
  ]);
}

function shortestFirst(load: number): Experiment {
  return withoutSizes(`shortest job first M/M/1 at ${load}`, 1, load, 'shortest-job-first', 50_000, [
    meanWait(sjfMeanWait(load, exponentialLaw(1))),
  ]);
}

function withoutSizes(
  name: string,
  workers: number,
  load: number,
  scheduling: Experiment['scheduling'],
  measuredJobs: number,
  questions: readonly Question[],
): Experiment {
  return {
    name,
    system: fromEmpty(workers, load, exponentialJobs, measuredJobs),
    scheduling,
    controls: ['offered load', 'one fast worker'],
    replications: 32,
    questions,
  };
}

/** A quarter of the jobs go first. */
function twoPriorities(workers: number, load: number, measuredJobs: number): Experiment {
  const service = { law: 'exponential', meanMs: 1 } as const;
  const classes: JobClass[] = [
    { name: 'first', part: 0.25, service },
    { name: 'second', part: 0.75, service },
  ];
  const [first = Number.NaN, second = Number.NaN] = mmkPriorityMeanWaits(
    workers,
    classes.map(({ part }) => part * load),
  );
  return {
    name: `two priorities M/M/${workers} at ${load}`,
    system: fromEmpty(workers, load, { classes, sizes: exponentialJobs.sizes }, measuredJobs),
    scheduling: priorities(['first', 'second']),
    controls: ['offered load', 'one fast worker'],
    replications: 32,
    questions: [classMeanWait('E[W], first', 0, first), classMeanWait('E[W], second', 1, second)],
  };
}
