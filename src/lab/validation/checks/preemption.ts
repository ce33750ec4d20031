import type { PreemptiveReference } from '../../../simulation/preemptive-references.ts';
import { exponentialLaw } from '../../theory/continuous-law.ts';
import { processorSharingMeanResponse } from '../../theory/processor-sharing.ts';
import { srptMeanResponse } from '../../theory/srpt.ts';
import type { Experiment } from '../experiment.ts';
import { meanResponse } from '../questions.ts';
import { bimodalJobs, exponentialJobs, fromEmpty, type Jobs } from './laws.ts';

/** The bounds for strategies: one worker with preemption. */
export function preemption(): Experiment[] {
  const sharing = processorSharingMeanResponse(1, 0.8);
  return [
    oneWorker('SRPT M/M/1', 'SRPT', exponentialJobs, srptMeanResponse(0.8, exponentialLaw(1)), 60_000),
    oneWorker('PS M/M/1', 'processor sharing', exponentialJobs, sharing, 150_000),
    oneWorker('PS M/G/1 bimodal', 'processor sharing', bimodalJobs, sharing, 400_000),
  ];
}

function oneWorker(
  name: string,
  scheduling: PreemptiveReference,
  jobs: Jobs,
  response: number,
  measuredJobs: number,
): Experiment {
  return {
    name: `${name} at 0.8`,
    system: fromEmpty(1, 0.8, jobs, measuredJobs),
    scheduling,
    controls: ['offered load', 'one fast worker'],
    replications: 32,
    questions: [meanResponse(response)],
  };
}
