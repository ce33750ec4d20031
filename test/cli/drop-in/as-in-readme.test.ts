import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { runSchema } from '../../../src/results/schema.ts';
import { unseal } from '../../../src/results/seal.ts';
import { simulationRunSchema } from '../../../src/results/simulation-schema.ts';
import { exampleInReadme, ProjectCopy } from '../project-copy.ts';
import { FAILING, ONLY_IN_SIMULATION, STANDS_STILL } from './failing-strategies.ts';

describe('what is dropped in, as the README shows', function () {
  this.timeout(120_000);
  let project: ProjectCopy;
  let strategy: string;
  let scenario: string;

  before(async () => {
    ({ project, strategy, scenario } = await ProjectCopy.withExamples());
    for (const [name, { source }] of Object.entries(FAILING))
      await project.drop(`strategies/${name}.ts`, source);
    await project.drop('strategies/only-in-simulation.ts', ONLY_IN_SIMULATION);
    await project.drop('scenarios/small.ts', scenario.replace(/jobWorkers: \d+/, 'jobWorkers: 1'));
    // With shorter texts: how long jobs are makes no difference here.
    const job = await exampleInReadme('jobs/markdown.ts');
    await project.drop('jobs/markdown.ts', job.replace('20_000, 120_000', '200, 1200'));
    await project.drop('scenarios/pages.ts', await exampleInReadme('scenarios/pages.ts'));
    // The scenario that it keeps the rest of, but smaller, and at a rate that needs no measurement.
    const base = await readFile(join(project.folder, 'scenarios/mixed-reports.ts'), 'utf8');
    const small = base
      .replace('{ utilisation: 0.6 }', '{ perSecond: 5 }')
      .replace('10_000,', '1500,')
      .replace('jobWorkers: 2', 'jobWorkers: 1');
    await project.drop('scenarios/mixed-reports.ts', small);
  });
  after(() => project.remove());

  const failing = Object.keys(FAILING);

  it('runs live as a strategy, whatever else is compiled meanwhile; one that fails ends its own trials only', async () => {
    const named = [...failing, 'only-in-simulation', 'mine'].join(',');
    const common = ['--scenario=small', '--time-scale=0.1', '--json'];
    const bench = project.run('bench', `--strategy=${named}`, ...common);
    await project.hasBegunToMeasure();
    await project.drop('strategies/later.ts', strategy);
    const listed = await project.run('list');
    expect(listed).to.include({ code: 0, stderr: '' });
    expect(listed.stdout).to.match(new RegExp(`\\nmine +${fieldIn(strategy, 'title')}`));
    expect(listed.stdout).to.match(new RegExp(`\\nlater +${fieldIn(strategy, 'title')}`));
    expect(listed.stdout).to.match(new RegExp(`\\nmine +${fieldIn(scenario, 'about').slice(0, 30)}`));
    await project.take('strategies/later.ts');

    const { stdout, stderr, code } = await bench;
    const { passed, complete, strategies, warnings } = runSchema.parse(unseal(JSON.parse(stdout)));
    expect(strategies.map(({ name }) => name)).to.deep.equal(['only-in-simulation', 'mine']);
    for (const { classes } of strategies)
      expect(classes.map(({ name }) => name)).to.deep.equal(['light', 'heavy', 'short', 'long']);
    const failures = warnings.filter(({ code: kind }) => kind === 'strategy-failed');
    expect(failures.map((warning) => warning.strategy)).to.deep.equal(failing);
    for (const { strategy: name, message } of failures) expect(message).to.match(FAILING[name!]!.live);
    const beside = warnings.filter(({ code: kind }) => kind === 'simulation-failed');
    expect(beside.map((warning) => warning.strategy)).to.deep.equal(['only-in-simulation']);
    for (const { message } of beside) expect(message).to.match(STANDS_STILL);
    expect({ passed, complete, stderr, code }).to.deep.equal({
      passed: false,
      complete: true,
      stderr: '',
      code: 1,
    });
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

  it('is a job that strategies are compared on live, and simulated with the lengths that it was measured to have', async () => {
    const common = ['bench', '--scenario=pages', '--json'];
    // One after the other: the second need not compile.
    const live = await project.run(...common, '--strategy=pull-fifo');
    const sim = ['--strategy=pull-fifo,random', '--engine=sim', '--jobs=200'];
    const simulated = await project.run(...common, ...sim);
    const { strategies } = runSchema.parse(unseal(JSON.parse(live.stdout)));
    for (const { classes } of strategies) {
      expect(classes.map(({ name }) => name)).to.deep.equal(['light', 'heavy', 'page']);
      expect(classes[2]!.counts.ok).to.be.above(0);
    }
    expect(simulated.code, simulated.stderr).to.equal(0);
    const run = simulationRunSchema.parse(unseal(JSON.parse(simulated.stdout)));
    expect(run.strategies.map(({ name }) => name)).to.include.members(['pull-fifo', 'random']);
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

/** The text of a field of an example. */
function fieldIn(example: string, name: string): string {
  return example.match(new RegExp(`${name}: '(.*?)'`))?.[1] ?? expect.fail(`the example has no ${name}`);
}
