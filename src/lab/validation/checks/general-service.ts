import { mdkMeanWait } from '../../theory/mdk.ts';
import { mg1MeanWait, mg1WaitSecondMoment } from '../../theory/mg1.ts';
import type { Experiment, Question } from '../experiment.ts';
import { meanWait, waitSecondMoment } from '../questions.ts';
import { bimodalJobs, constantJobs, fromEmpty, hyperexponentialJobs, type Jobs } from './laws.ts';

/** One central queue, first come first served, and service that is not exponential. */
export function generalService(): Experiment[] {
  return [
    constant(1, 0.8, 180_000),
    constant(4, 0.8, 40_000),
    constant(16, 0.9, 40_000),
    oneWorker('bimodal', 0.6, bimodalJobs, 250_000),
    oneWorker('H₂', 0.6, hyperexponentialJobs, 400_000),
  ];
}

function constant(workers: number, load: number, measuredJobs: number): Experiment {
  return fifo(`M/D/${workers} at ${load}`, workers, load, constantJobs, measuredJobs, [
    meanWait(mdkMeanWait(workers, load)),
  ]);
}

function oneWorker(law: string, load: number, jobs: Jobs, measuredJobs: number): Experiment {
  return fifo(`M/G/1 ${law} at ${load}`, 1, load, jobs, measuredJobs, [
    meanWait(mg1MeanWait(load, jobs.sizes)),
    waitSecondMoment(mg1WaitSecondMoment(load, jobs.sizes)),
  ]);
}

function fifo(
  name: string,
  workers: number,
  load: number,
  jobs: Jobs,
  measuredJobs: number,
  questions: readonly Question[],
): Experiment {
  return {
    name,
    system: fromEmpty(workers, load, jobs, measuredJobs),
    scheduling: 'pull-fifo',
    controls: [workers === 1 ? 'offered load' : 'one fast worker'],
    replications: 32,
    questions,
  };
}
