import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { runSchema } from '../../src/results/schema.ts';
import { unseal } from '../../src/results/seal.ts';
import { simulationRunSchema } from '../../src/results/simulation-schema.ts';
import type { Ended } from './command.ts';
import { exampleInReadme, ProjectCopy } from './project-copy.ts';

/** A strategy as the README shows it, with other callbacks. */
function like(create: string): string {
  return `import { defineStrategy } from '../src/contract/strategy.ts';
import mine from './mine.ts';

export default defineStrategy({ ...mine, create: ${create} });
`;
}

/** Each fails in a way of its own: what is told of it, live and in simulation. */
const FAILING: Readonly<Record<string, { source: string; live: RegExp; simulated?: RegExp }>> = {
  'names-nobody': {
    source: like('(cluster) => ({ jobArrived() { cluster.workerAt(99); }, workerFree() {} })'),
    live: /^strategy names-nobody names worker 99, which is not there \(strategies\/names-nobody\.ts:4\)$/,
    simulated:
      /^strategy names-nobody names worker 99, which is not there \(strategies\/names-nobody\.ts:4\)$/,
  },
  'throws-at-once': {
    source: like("() => { throw new Error('not today'); }"),
    live: /^strategy throws-at-once threw while it was made: not today \(strategies\/throws-at-once\.ts:4\)$/,
    simulated: /^strategy throws-at-once threw while it was made: not today \(/,
  },
  'throws-later': {
    source: like(
      "(cluster) => ({ async jobArrived() { await null; throw new Error('too late'); }, workerFree() {} })",
    ),
    live: /^strategy throws-later threw outside its callbacks: too late \(strategies\/throws-later\.ts:4\)$/,
    simulated: /^strategy throws-later (threw outside its callbacks: too late|holds \d+ jobs.*)$/,
  },
  'picks-nobody': {
    source:
      "import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';\n" +
      like('(cluster) => assignOnArrival(cluster, () => undefined)'),
    live: /^strategy picks-nobody threw when job 0 arrived: its pick returns no worker, though there are \d+ \(strategies\/picks-nobody\.ts:5\)$/,
    simulated: /^strategy picks-nobody threw when job 0 arrived: its pick returns no worker/,
  },
  stalls: {
    source: like('() => ({ jobArrived() {}, workerFree() {} })'),
    live: /^strategy stalls holds \d+ jobs, job \d+ among them, while all workers have been idle for 2 s$/,
    simulated: /^strategy stalls holds \d+ jobs/,
  },
  'ends-the-process': {
    source: like('() => ({ jobArrived() { process.exit(0); }, workerFree() {} })'),
    live: /^strategy ends-the-process ended the primary \(exit code 0\)$/,
    simulated: /^strategy ends-the-process ended its process \(exit code 0\)$/,
  },
  'aborts-the-process': {
    source: like('() => ({ jobArrived() { process.abort(); }, workerFree() {} })'),
    live: /^strategy aborts-the-process used all the memory of the primary, or aborted it$/,
    simulated: /^strategy aborts-the-process ran out of memory$/,
  },
  'never-returns': {
    source: like('() => ({ jobArrived(job) { while (job.id === 2); }, workerFree() {} })'),
    live: /^the primary has been stuck for 5 s: strategy never-returns seems never to return from job 2$/,
  },
};
/** Fails only where time begins at 0, as in simulation; prints, and leaves timers behind. */
const ONLY_IN_SIMULATION = `import { defineStrategy } from '../src/contract/strategy.ts';
import { extend } from '../src/toolkit/extend.ts';
import mine from './mine.ts';

setInterval(() => {}, 1);
export default defineStrategy({
  ...mine,
  create(cluster) {
    console.log('hello', cluster.now());
    const strategy = mine.create(cluster, {});
    const wake = () => cluster.now() < 10_000 && cluster.wakeAfter(0);
    return extend(strategy, { wake, jobArrived: wake });
  },
});
`;
const STANDS_STILL =
  /strategy only-in-simulation asks to be woken at once, again and again, so that time stands still/;

describe('a file that is dropped in', function () {
  this.timeout(120_000);
  let project: ProjectCopy;
  let strategy: string;
  let scenario: string;

  before(async () => {
    project = await ProjectCopy.make();
    strategy = await exampleInReadme('strategies/mine.ts');
    scenario = await exampleInReadme('scenarios/mine.ts');
    await project.drop('strategies/mine.ts', strategy);
    await project.drop('scenarios/mine.ts', scenario);
  });
  after(() => project.remove());

  function expectMistakes({ code, stdout, stderr }: Ended, told: readonly RegExp[]): void {
    const lines = stderr.trimEnd().split('\n');
    expect(lines, stderr).to.have.length(told.length);
    for (const [i, line] of lines.entries()) expect(line).to.match(told[i]!);
    expect([code, stdout]).to.deep.equal([2, '']);
  }

  describe('that is a job, as the README shows', () => {
    before(async () => {
      await project.drop('jobs/markdown.ts', await exampleInReadme('jobs/markdown.ts'));
      await project.drop('scenarios/pages.ts', await exampleInReadme('scenarios/pages.ts'));
      // The scenario that it keeps the rest of, but shorter, and at a rate that needs no measurement.
      const base = await readFile(join(project.folder, 'scenarios/mixed-reports.ts'), 'utf8');
      const short = base.replace('{ utilisation: 0.6 }', '{ perSecond: 20 }').replace('10_000,', '1500,');
      await project.drop('scenarios/mixed-reports.ts', short);
      await project.drop('jobs/broken.ts', 'export default (params) => { return params + ;\n};\n');
      await project.drop(
        'scenarios/bad-job.ts',
        (await exampleInReadme('scenarios/pages.ts')).replace("job: 'markdown'", "job: 'broken', params: 1"),
      );
    });
    after(async () => {
      for (const file of ['jobs/markdown', 'scenarios/pages', 'jobs/broken', 'scenarios/bad-job'])
        await project.take(`${file}.ts`);
    });

    it('is compared live, and simulated with the lengths that it was measured to have', async () => {
      const common = ['bench', '--scenario=pages', '--json'];
      const [live, simulated] = await Promise.all([
        project.run(...common, '--strategy=pull-fifo'),
        project.run(...common, '--strategy=pull-fifo,random', '--engine=sim', '--jobs=200'),
      ]);
      const { strategies } = runSchema.parse(unseal(JSON.parse(live.stdout)));
      for (const { classes } of strategies) {
        expect(classes.map(({ name }) => name)).to.deep.equal(['light', 'heavy', 'page']);
        expect(classes[2]!.counts.ok).to.be.above(0);
      }
      expect(simulated.code, simulated.stderr).to.equal(0);
      const run = simulationRunSchema.parse(unseal(JSON.parse(simulated.stdout)));
      expect(run.strategies.map(({ name }) => name)).to.include.members(['pull-fifo', 'random']);
    });

    it('stops the command that uses it once, with file and line, if it has a mistake', async () => {
      const { code, stdout, stderr } = await project.run('bench', '--scenario=bad-job');
      expect([code, stdout]).to.deep.equal([2, '']);
      expect(stderr).to.match(/^jobs\/broken\.ts:1: Expression expected/m);
    });
  });

  describe('as the README shows', () => {
    const failing = Object.keys(FAILING);

    before(async () => {
      for (const [name, { source }] of Object.entries(FAILING))
        await project.drop(`strategies/${name}.ts`, source);
      await project.drop('strategies/only-in-simulation.ts', ONLY_IN_SIMULATION);
    });
    after(async () => {
      for (const name of [...failing, 'only-in-simulation']) await project.take(`strategies/${name}.ts`);
    });

    it('runs live, whatever else is compiled meanwhile; one that fails ends its own trials only', async () => {
      const bench = (strategies: readonly string[]) =>
        project.run(
          'bench',
          `--strategy=${[...strategies, 'mine'].join(',')}`,
          '--scenario=mine',
          '--time-scale=0.1',
          '--json',
        );
      // Most of their time they wait for a strategy that does nothing.
      const half = failing.length / 2;
      const groups = [failing.slice(0, half), [...failing.slice(half), 'only-in-simulation']];
      const benches = groups.map(bench);
      await project.hasBegunToMeasure();
      await project.drop('strategies/later.ts', strategy);
      const listed = await project.run('list');
      expect(listed).to.include({ code: 0, stderr: '' });
      expect(listed.stdout).to.match(new RegExp(`\\nmine +${fieldIn(strategy, 'title')}`));
      expect(listed.stdout).to.match(new RegExp(`\\nlater +${fieldIn(strategy, 'title')}`));
      expect(listed.stdout).to.match(new RegExp(`\\nmine +${fieldIn(scenario, 'about').slice(0, 30)}`));
      await project.take('strategies/later.ts');

      for (const [i, { stdout, stderr, code }] of (await Promise.all(benches)).entries()) {
        const { passed, complete, strategies, warnings } = runSchema.parse(unseal(JSON.parse(stdout)));
        const inSimulation = groups[i]!.filter((name) => !failing.includes(name));
        expect(strategies.map(({ name }) => name)).to.deep.equal([...inSimulation, 'mine']);
        for (const { classes } of strategies)
          expect(classes.map(({ name }) => name)).to.deep.equal(['light', 'heavy', 'short', 'long']);
        const failures = warnings.filter(({ code: kind }) => kind === 'strategy-failed');
        expect(failures.map((warning) => warning.strategy)).to.deep.equal(
          groups[i]!.filter((name) => failing.includes(name)),
        );
        for (const { strategy: name, message } of failures) expect(message).to.match(FAILING[name!]!.live);
        const beside = warnings.filter(({ code: kind }) => kind === 'simulation-failed');
        expect(beside.map((warning) => warning.strategy)).to.deep.equal(inSimulation);
        for (const { message } of beside) expect(message).to.match(STANDS_STILL);
        expect({ passed, complete, stderr, code }).to.deep.equal({
          passed: false,
          complete: true,
          stderr: '',
          code: 1,
        });
      }
    });

    it('is simulated, and one that fails there has no row, but the others have theirs', async () => {
      const simulated = failing.filter((name) => FAILING[name]!.simulated !== undefined);
      const { stdout, stderr, code } = await project.run(
        'bench',
        '--engine=sim',
        `--strategy=${[...simulated, 'only-in-simulation', 'mine'].join(',')}`,
        '--scenario=mine',
        '--jobs=200',
        '--replications=2',
        '--json',
      );
      expect({ stderr, code }).to.deep.equal({ stderr: '', code: 1 });
      const { passed, strategies, warnings } = simulationRunSchema.parse(unseal(JSON.parse(stdout)));
      expect(passed).to.equal(false);
      expect(strategies.filter(({ kind }) => kind === 'strategy').map(({ name }) => name)).to.deep.equal([
        'mine',
      ]);
      const told = new Map(warnings.map((warning) => [warning.strategy, warning.message]));
      expect([...told.keys()]).to.deep.equal([...simulated, 'only-in-simulation']);
      for (const name of simulated) expect(told.get(name)).to.match(FAILING[name]!.simulated!);
      expect(told.get('only-in-simulation')).to.match(STANDS_STILL);
    });

    it('may lie anywhere, named by its path', async () => {
      await writeFile(join(project.folder, 'elsewhere.ts'), strategy.replaceAll("'../src/", "'./src/"));
      await writeFile(join(project.folder, 'a-scenario.ts'), scenario.replaceAll("'../src/", "'./src/"));
      const args = [
        '--strategy=./elsewhere.ts',
        '--scenario=./a-scenario.ts',
        '--jobs=100',
        '--replications=2',
      ];
      const { code, stdout } = await project.run('bench', '--engine=sim', ...args, '--json');
      expect(code).to.equal(0);
      const run = simulationRunSchema.parse(unseal(JSON.parse(stdout)));
      expect(run.scenario.name).to.equal('a-scenario.ts');
      expect(run.strategies[0]?.name).to.equal('elsewhere.ts');
    });
  });

  describe('with a mistake', () => {
    const lineIn = (source: string, text: string) =>
      source.split('\n').findIndex((line) => line.includes(text)) + 1;

    before(async () => {
      await project.drop('strategies/bad-type.ts', strategy.replace(/uses: \[.*?\]/, "uses: ['size']"));
      await project.drop(
        'strategies/bad-name.ts',
        strategy.replace('cluster.workers.find', 'cluster.worker.find'),
      );
      await project.drop(
        'strategies/bad-values.ts',
        strategy.replace(/title: '.*?'/, "title: ''").replace(/window: \d+/, 'window: 0.5'),
      );
      await project.drop(
        'strategies/unused-import.ts',
        `import type { Job } from '../src/contract/job.ts';\n${strategy}`,
      );
      await project.drop('strategies/on-import.ts', "\n\nthrow new Error('cannot load');\n");
      await project.drop('strategies/exits.ts', 'process.exit(7);\n');
      await project.drop('strategies/nothing.ts', 'export {};\n');
      await project.drop('strategies/inline.ts', strategy);
      await project.drop('strategies/Capital.ts', strategy);
      await project.drop(
        'scenarios/bad.ts',
        scenario.replace(/jobWorkers: \d+/, 'jobWorkers: 0').replace(/timeoutMs: [\d_]+/, 'timeoutMs: -1'),
      );
    });

    it('is told with file, line and what would be right, all mistakes at once', async () => {
      const strategies = 'bad-type,bad-name,bad-values,on-import,exits,nothing';
      expectMistakes(await project.run('bench', `--strategy=${strategies}`, '--scenario=mine'), [
        new RegExp(
          `^strategies/bad-type\\.ts:${lineIn(strategy, 'uses:')}: uses\\.0: must be among: type, exact size,`,
        ),
        new RegExp(
          `^strategies/bad-name\\.ts:${lineIn(strategy, 'workers.find')}: Property 'worker' does not exist on type 'Cluster'\\. Did you mean 'workers'\\?`,
        ),
        /^strategies\/bad-values\.ts:\d+: title: must not be empty$/,
        /^strategies\/bad-values\.ts:\d+: window: must be a whole number from 1, or Infinity$/,
        /^strategies\/on-import\.ts:3: cannot load$/,
        /^strategies\/exits\.ts: loading it ends the process \(exit code 7\)$/,
        /^strategies\/nothing\.ts:1: nothing is exported by default; write `export default defineStrategy\(.*/,
      ]);
      expectMistakes(await project.run('bench', '--scenario=bad'), [
        new RegExp(
          `^scenarios/bad\\.ts:${lineIn(scenario, 'jobWorkers: ')}: cluster\\.jobWorkers: must be at least 1, but is 0$`,
        ),
        new RegExp(
          `^scenarios/bad\\.ts:${lineIn(scenario, 'timeoutMs: ')}: timeoutMs: must be at least 1, but is -1$`,
        ),
      ]);
    });

    it('does not stop who does not use it, but is told as a warning', async () => {
      const { code, stderr } = await project.run(
        'bench',
        '--engine=sim',
        '--strategy=mine,unused-import',
        '--scenario=mine',
        '--jobs=100',
        '--replications=2',
      );
      expect(code).to.equal(0);
      expect(stderr.trimEnd().split('\n')).to.have.length(4);
      expect(stderr).to.match(/^Warning: strategies\/bad-type\.ts:\d+: .*\(not used here\)$/m);
      expect(stderr).to.match(/^Warning: strategies\/inline\.ts: rename the file; .*\(not used here\)$/m);
      expect(await project.run('compare', 'no-such')).to.include({ code: 4 });
    });

    it('is told by list behind all that is in order', async () => {
      const { code, stdout, stderr } = await project.run('list');
      expect(code).to.equal(2);
      expect(stdout).to.match(/^mine +\S/m);
      expect(stdout).to.match(/^random +Random/m);
      expect(stdout).to.match(/^mixed +\S/m);
      const files = [
        'inline',
        'Capital',
        'bad-name',
        'bad-type',
        'bad-values',
        'exits',
        'nothing',
        'on-import',
      ];
      for (const name of files) expect(stderr).to.match(new RegExp(`^strategies/${name}\\.ts`, 'm'));
      expect(stderr).to.match(/^scenarios\/bad\.ts:/m);
    });
  });
});

/** The text of a field of an example. */
function fieldIn(example: string, name: string): string {
  return example.match(new RegExp(`${name}: '(.*?)'`))?.[1] ?? expect.fail(`the example has no ${name}`);
}
