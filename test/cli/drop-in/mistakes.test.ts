import { expect } from 'chai';
import type { Ended } from '../command.ts';
import { exampleInReadme, ProjectCopy } from '../project-copy.ts';

describe('a file with a mistake that is dropped in', function () {
  this.timeout(120_000);
  let project: ProjectCopy;
  let strategy: string;
  let scenario: string;

  before(async () => {
    ({ project, strategy, scenario } = await ProjectCopy.withExamples());
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
    await project.drop('jobs/broken.ts', 'export default (params) => { return params + ;\n};\n');
    await project.drop(
      'scenarios/bad-job.ts',
      (await exampleInReadme('scenarios/pages.ts')).replace("job: 'markdown'", "job: 'broken', params: 1"),
    );
  });
  after(() => project.remove());

  const lineIn = (source: string, text: string) =>
    source.split('\n').findIndex((line) => line.includes(text)) + 1;

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

  it('as a job stops the command that uses it once, with file and line', async () => {
    const { code, stdout, stderr } = await project.run('bench', '--scenario=bad-job');
    expect([code, stdout]).to.deep.equal([2, '']);
    expect(stderr).to.match(/^jobs\/broken\.ts:1: Expression expected/m);
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
    expect(stderr.trimEnd().split('\n')).to.have.length(5);
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

function expectMistakes({ code, stdout, stderr }: Ended, told: readonly RegExp[]): void {
  const lines = stderr.trimEnd().split('\n');
  expect(lines, stderr).to.have.length(told.length);
  for (const [i, line] of lines.entries()) expect(line).to.match(told[i]!);
  expect([code, stdout]).to.deep.equal([2, '']);
}
