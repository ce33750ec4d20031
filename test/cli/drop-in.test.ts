import { expect } from 'chai';
import { runSchema } from '../../src/results/schema.ts';
import { unseal } from '../../src/results/seal.ts';
import type { Ended } from './command.ts';
import { exampleInReadme, ProjectCopy } from './project-copy.ts';

describe('a file that is dropped in', function () {
  this.timeout(120_000);
  let project: ProjectCopy;
  let strategy: string;
  let scenario: string;

  before(async () => {
    project = await ProjectCopy.make();
    strategy = await exampleInReadme('strategies/mine.ts');
    scenario = await exampleInReadme('scenarios/mine.ts');
  });
  after(() => project.remove());

  function expectMistake(ended: Ended, told: RegExp): void {
    expect(ended.stderr).to.match(told);
    expect(ended.stderr, 'no stack trace').to.not.match(/^\s+at /m);
    expect([ended.code, ended.stdout]).to.deep.equal([2, '']);
  }

  describe('as the README shows', () => {
    /** Breaks the contract when the third job arrives. */
    const BREAKS = `
import { defineStrategy } from '../src/contract/strategy.ts';
import mine from './mine.ts';

export default defineStrategy({
  ...mine,
  create(cluster) {
    const good = mine.create(cluster, {});
    return {
      ...good,
      jobArrived(job) {
        if (job.id === 2) cluster.workerAt(99);
        good.jobArrived(job);
      },
    };
  },
});
`;
    const THROWS = `
import mine from './mine.ts';

export default { ...mine, create: () => { throw new Error('not today'); } };
`;

    const STALLS = `
import mine from './mine.ts';

export default { ...mine, create: () => ({ jobArrived() {}, workerFree() {} }) };
`;
    /** Is stuck in the arrival of the third job. */
    const NEVER_RETURNS = `
import { defineStrategy } from '../src/contract/strategy.ts';
import mine from './mine.ts';

export default defineStrategy({
  ...mine,
  create: () => ({
    jobArrived(job) {
      while (job.id === 2);
    },
    workerFree() {},
  }),
});
`;

    before(async () => {
      await project.drop('strategies/mine.ts', strategy);
      await project.drop('scenarios/mine.ts', scenario);
      await project.drop('strategies/breaks.ts', BREAKS);
      await project.drop('strategies/throws.ts', THROWS);
      await project.drop('strategies/stalls.ts', STALLS);
      await project.drop('strategies/never-returns.ts', NEVER_RETURNS);
      expect(await project.compile()).to.equal('');
    });

    it('is listed', async () => {
      const { stdout, code } = await project.run('list');
      expect(code).to.equal(0);
      expect(stdout).to.include(`\nmine\n  ${fieldIn(strategy, 'title')}\n`);
      expect(stdout).to.include(`\nmine\n  ${fieldIn(scenario, 'about')}\n`);
    });

    it('runs, and one that breaks the contract, throws, stalls or never returns ends its own trial only', async () => {
      const { stdout, stderr, code } = await project.run(
        'bench',
        '--strategy=breaks,throws,stalls,never-returns,mine',
        '--scenario=mine',
        '--time-scale=0.1',
        '--json',
      );
      const { passed, complete, strategies, warnings } = runSchema.parse(unseal(JSON.parse(stdout)));
      expect(strategies.map(({ name }) => name)).to.deep.equal(['mine']);
      expect(strategies[0]?.classes.map(({ name }) => name)).to.deep.equal([
        'light',
        'heavy',
        'short',
        'long',
      ]);
      const failures = warnings.filter(({ code: kind }) => kind === 'strategy-failed');
      expect(failures.map((warning) => warning.strategy)).to.deep.equal([
        'breaks',
        'throws',
        'stalls',
        'never-returns',
      ]);
      expect(failures[0]?.message).to.equal('strategy breaks names worker 99, which is not there');
      expect(failures[1]?.message).to.match(/^strategy throws threw .*: not today$/);
      expect(failures[2]?.message).to.match(
        /^strategy stalls holds \d+ jobs, job \d+ among them, while all workers have been idle for 2 s$/,
      );
      expect(failures[3]?.message).to.equal(
        'the primary has been stuck for 5 s: strategy never-returns seems never to return from job 2',
      );
      expect({ passed, complete, stderr, code }).to.deep.equal({
        passed: false,
        complete: true,
        stderr: '',
        code: 1,
      });
    });
  });

  describe('with a mistake', () => {
    it('of types does not compile: the compiler names file and line', async () => {
      await project.drop('strategies/mine.ts', strategy.replace(/uses: \[.*?\]/, "uses: ['the future']"));
      const line = strategy.split('\n').findIndex((text) => text.includes('uses: [')) + 1;
      expect(await project.compile()).to.match(
        new RegExp(`^strategies/mine\\.ts\\(${line},\\d+\\): error TS`),
      );
      await project.drop('strategies/mine.ts', strategy);
    });

    describe('that compiles', () => {
      before(async () => {
        for (const name of ['breaks', 'throws', 'stalls', 'never-returns'])
          await project.take(`strategies/${name}.ts`);
        await project.drop(
          'scenarios/mine.ts',
          scenario.replace(/jobWorkers: \d+/, 'jobWorkers: 0').replace(/timeoutMs: [\d_]+/, 'timeoutMs: -1'),
        );
        await project.drop(
          'strategies/mine.ts',
          strategy.replace(/shines: '.*?'/, "shines: ''").replace(/window: \d+/, 'window: 0.5'),
        );
        await project.drop('strategies/on-import.ts', "\n\nthrow new Error('cannot load');\n");
        await project.drop('strategies/nothing.ts', 'export {};\n');
        expect(await project.compile()).to.equal('');
      });

      it('of values is told with its line and what would be right, all at once', async () => {
        const ended = await project.run('bench', '--scenario=mine');
        const lineOf = (text: string) => scenario.split('\n').findIndex((line) => line.includes(text)) + 1;
        expectMistake(
          ended,
          new RegExp(
            [
              `^scenarios/mine\\.ts:${lineOf('jobWorkers: ')}: cluster\\.jobWorkers: must be at least 1, but is 0`,
              `scenarios/mine\\.ts:${lineOf('timeoutMs: ')}: timeoutMs: must be at least 1, but is -1\n$`,
            ].join('\n'),
          ),
        );
      });

      it('of any strategy is told by list, each with its line and what would be right', async () => {
        expectMistake(
          await project.run('list', 'strategies'),
          new RegExp(
            [
              '^strategies/mine\\.ts:\\d+: shines: must not be empty',
              'strategies/mine\\.ts:\\d+: window: must be a whole number from 1, or Infinity',
              'strategies/nothing\\.ts: nothing is exported by default; write `export default defineStrategy\\(.*',
              'strategies/on-import\\.ts:3: cannot load\n$',
            ].join('\n'),
          ),
        );
      });
    });
  });
});

/** The text of a field of an example. */
function fieldIn(example: string, name: string): string {
  return example.match(new RegExp(`${name}: '(.*?)'`))?.[1] ?? expect.fail(`the example has no ${name}`);
}
