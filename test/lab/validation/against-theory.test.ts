import { expect } from 'chai';
import { mmkMeanWait, mmkWaitProbability } from '../../../src/lab/theory/mmk.ts';
import { roundRobinMeanWait } from '../../../src/lab/theory/round-robin.ts';
import { checkResults } from '../../../src/lab/validation/check-result.ts';
import { exponentialJobs } from '../../../src/lab/validation/checks/laws.ts';
import type { Experiment, Question } from '../../../src/lab/validation/experiment.ts';
import {
  littlesLaw,
  meanWait,
  utilisationLaw,
  waitP99,
  waitProbability,
} from '../../../src/lab/validation/questions.ts';
import { replicate } from '../../../src/lab/validation/replication.ts';

/** Few jobs, so that intervals may be a few times wider than in the full validation. */
const WIDER = 5;

function small(
  scheduling: string,
  workers: number,
  load: number,
  questions: readonly Question[],
): Experiment {
  return {
    name: `${scheduling} on ${workers} at ${load}`,
    system: {
      workers,
      utilisation: load,
      ...exponentialJobs,
      presentAtStart: 0,
      warmupJobs: 500,
      measuredJobs: 10_000,
    },
    scheduling,
    controls: workers === 1 ? ['offered load'] : ['one fast worker'],
    replications: 20,
    questions: questions.map((question) => ({ ...question, limit: question.limit * WIDER })),
  };
}

async function resultsOf(experiment: Experiment) {
  const replications = [];
  for (let seed = 1; seed <= experiment.replications; seed++)
    replications.push(await replicate(experiment, seed));
  return checkResults(experiment, replications, 0);
}

const CENTRAL_QUEUE = small('pull-fifo', 4, 0.8, [
  waitProbability(mmkWaitProbability(4, 0.8)),
  meanWait(mmkMeanWait(4, 0.8)),
  waitP99(4, 0.8),
  utilisationLaw(4, 0.8),
  littlesLaw(),
]);

describe('the simulator, against theory', () => {
  for (const experiment of [
    CENTRAL_QUEUE,
    small('pull-fifo', 1, 0.5, [waitProbability(0.5), meanWait(1)]),
    small('round-robin', 4, 0.5, [meanWait(roundRobinMeanWait(4, 0.5))]),
    small('random', 4, 0.5, [meanWait(1)]),
  ]) {
    it(`passes: ${experiment.name}`, async () => {
      for (const result of await resultsOf(experiment)) expect(result).to.include({ passed: true });
    });
  }

  it('does not pass where theory is wrong', async () => {
    const wrong = CENTRAL_QUEUE.questions.map((question) => ({ ...question, theory: question.theory * 1.1 }));
    for (const result of await resultsOf({ ...CENTRAL_QUEUE, questions: wrong }))
      expect(result).to.include({ passed: false });
  });

  it('does not pass with another strategy than the one meant', async () => {
    const [waits, mean] = await resultsOf({ ...CENTRAL_QUEUE, scheduling: 'least-active' });
    expect(waits!.passed || mean!.passed).to.equal(false);
  });
});
