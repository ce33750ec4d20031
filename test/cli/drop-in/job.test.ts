import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { runSchema } from '../../../src/results/schema.ts';
import { unseal } from '../../../src/results/seal.ts';
import { simulationRunSchema } from '../../../src/results/simulation-schema.ts';
import { exampleInReadme, ProjectCopy } from '../project-copy.ts';

describe('a job that is dropped in, as the README shows', function () {
  this.timeout(120_000);
  let project: ProjectCopy;

  before(async () => {
    project = await ProjectCopy.make();
    // With shorter texts: how long jobs are makes no difference here.
    const job = await exampleInReadme('jobs/markdown.ts');
    await project.drop('jobs/markdown.ts', job.replace('20_000, 120_000', '200, 1200'));
    await project.drop('scenarios/pages.ts', await exampleInReadme('scenarios/pages.ts'));
    // The scenario that it keeps the rest of, but shorter, and at a rate that needs no measurement.
    const base = await readFile(join(project.folder, 'scenarios/mixed-reports.ts'), 'utf8');
    const short = base.replace('{ utilisation: 0.6 }', '{ perSecond: 5 }').replace('10_000,', '1500,');
    await project.drop('scenarios/mixed-reports.ts', short);
    await project.drop('jobs/broken.ts', 'export default (params) => { return params + ;\n};\n');
    await project.drop(
      'scenarios/bad-job.ts',
      (await exampleInReadme('scenarios/pages.ts')).replace("job: 'markdown'", "job: 'broken', params: 1"),
    );
  });
  after(() => project.remove());

  it('is compared live, and simulated with the lengths that it was measured to have', async () => {
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

  it('stops the command that uses it once, with file and line, if it has a mistake', async () => {
    const { code, stdout, stderr } = await project.run('bench', '--scenario=bad-job');
    expect([code, stdout]).to.deep.equal([2, '']);
    expect(stderr).to.match(/^jobs\/broken\.ts:1: Expression expected/m);
  });
});
