import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { runSchema } from '../../../src/results/schema.ts';
import { unseal } from '../../../src/results/seal.ts';
import { simulationRunSchema } from '../../../src/results/simulation-schema.ts';
import { exampleInReadme, ProjectCopy } from '../project-copy.ts';

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

describe('a strategy and a scenario that are dropped in, as the README shows', function () {
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
    for (const [name, { source }] of Object.entries(FAILING))
      await project.drop(`strategies/${name}.ts`, source);
    await project.drop('strategies/only-in-simulation.ts', ONLY_IN_SIMULATION);
    await project.drop('scenarios/small.ts', scenario.replace(/jobWorkers: \d+/, 'jobWorkers: 1'));
  });
  after(() => project.remove());

  const failing = Object.keys(FAILING);

  it('runs live, whatever else is compiled meanwhile; one that fails ends its own trials only', async () => {
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
