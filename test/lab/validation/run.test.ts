import { expect } from 'chai';
import type { Experiment } from '../../../src/lab/validation/experiment.ts';
import { experimentsOf } from '../../../src/lab/validation/experiments.ts';
import { replicate } from '../../../src/lab/validation/replication.ts';
import { judge, type Replicated, tasksOf, type ValidationResult } from '../../../src/lab/validation/run.ts';
import { localTasks } from '../../../src/processes/local-tasks.ts';
import { resultOf, runTasks } from '../../../src/processes/task-pool.ts';
import { drawNormal, question, synthetic } from './synthetic.ts';

const RIGHT = synthetic('right', 400, [question('mean', 5, 0.1)]);
const WRONG = synthetic('wrong', 400, [question('mean', 6, 0.1)]);

function validate(experiments: readonly Experiment[], seed: number): ValidationResult {
  const tasks = tasksOf(experiments, false, seed);
  return judge(experiments, tasks, tasks.map(drawNormal));
}

describe('a validation', () => {
  it('tells a right theory from a wrong one', () => {
    const { schemaVersion, passed, checks } = validate([RIGHT, WRONG], 1);
    expect([schemaVersion, passed]).to.deep.equal([1, false]);
    expect(checks.map(({ name, passed }) => [name, passed])).to.deep.equal([
      ['right: mean', true],
      ['wrong: mean', false],
    ]);
    expect(validate([RIGHT], 1).passed).to.equal(true);
  });

  it('lets a right theory fail about as rarely as the level says', () => {
    const small = synthetic('small', 20, [question('mean', 5, 1)]);
    const seeds = Array.from({ length: 300 }, (_, seed) => seed);
    // Binomial of mean 3: ten or more in one of a thousand such tests.
    expect(seeds.filter((seed) => !validate([small], seed).passed)).to.have.length.below(10);
  });

  it('is the same for the same seed, another for another', () => {
    expect(validate([RIGHT, WRONG], 3)).to.deep.equal(validate([RIGHT, WRONG], 3));
    expect(validate([RIGHT, WRONG], 4)).to.not.deep.equal(validate([RIGHT, WRONG], 3));
  });

  it('gives every replication a seed of its own, which other experiments do not shift', () => {
    const alone = tasksOf([RIGHT], false, 1).map(({ seed }) => seed);
    expect(new Set(alone).size).to.equal(400);
    const besides = tasksOf([WRONG, RIGHT], false, 1).filter(({ experiment }) => experiment === 1);
    expect(besides.map(({ seed }) => seed)).to.deep.equal(alone);
  });

  it('begins with the longest replications, and still answers in the order of the experiments', () => {
    const long = { ...WRONG, system: { ...WRONG.system, measuredJobs: 1000 } };
    const large = { ...WRONG, system: { ...WRONG.system, workers: 1000 } };
    const experiments = [RIGHT, large, long];
    const order = tasksOf(experiments, false, 1).map(({ experiment }) => experiment);
    expect([...new Set(order)]).to.deep.equal([1, 2, 0]);
    const { checks } = validate(experiments, 1);
    expect(checks.map(({ passed }) => passed)).to.deep.equal([true, false, false]);
  });

  it('says what each experiment took', () => {
    const { checks } = validate([RIGHT, WRONG], 1);
    expect(checks.map(({ seconds }) => seconds)).to.deep.equal([100, 100]);
  });

  it('comes to the same in processes of its own as in this one', async () => {
    const quick = experimentsOf(true);
    const jobs = quick.map(({ system }) => system.measuredJobs);
    const shortest = jobs.indexOf(Math.min(...jobs));
    const tasks = [1, 2, 3].map((seed) => ({ experiment: shortest, quick: true, seed }));
    const worker = new URL('../../../src/lab/validation/worker-main.js', import.meta.url);
    const { signal } = new AbortController();
    const done: number[] = [];
    const pool = { entry: worker, world: localTasks(2), ownerOf: () => undefined };
    const settled = await runTasks<object, Replicated>(pool, tasks, (n) => done.push(n), signal);
    const replicated = settled.map(resultOf);
    for (const [i, { seed }] of tasks.entries()) {
      const { observed, controls } = await replicate(quick[shortest]!, seed);
      expect(replicated[i]).to.deep.include({ observed, controls });
      expect(replicated[i]!.seconds).to.be.above(0);
    }
    expect(done).to.deep.equal([1, 2, 3]);
  });
});
