import { RandomStream } from '../../../src/core/random-stream.ts';
import { exponentialJobs } from '../../../src/lab/validation/checks/laws.ts';
import type { Experiment, Question } from '../../../src/lab/validation/experiment.ts';
import type { Replicated, Task } from '../../../src/lab/validation/run.ts';

/** An experiment that is never simulated. */
export function synthetic(name: string, replications: number, questions: readonly Question[]): Experiment {
  return {
    name,
    system: {
      workers: 1,
      utilisation: 0.5,
      ...exponentialJobs,
      presentAtStart: 0,
      warmupJobs: 10,
      measuredJobs: 100,
    },
    scheduling: 'pull-fifo',
    controls: [],
    replications,
    questions,
  };
}

export function question(name: string, theory: number, limit: number): Question {
  return { name, theory, limit, observe: () => Number.NaN };
}

/** Normal around 5 with a standard deviation of 1, from the task's seed. */
export function drawNormal({ seed }: Task): Replicated {
  const stream = new RandomStream(seed, 'normal');
  const radius = Math.sqrt(-2 * Math.log(1 - stream.next()));
  return { observed: [5 + radius * Math.cos(2 * Math.PI * stream.next())], controls: [], seconds: 0.25 };
}
