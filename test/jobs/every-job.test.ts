import { expect } from 'chai';
import { knownJob } from '../../src/catalogue/jobs.ts';
import { namesIn } from '../../src/catalogue/plug-in.ts';
import { JobRun } from '../../src/jobs/job-run.ts';
import { type LoadedJob, loadJobs } from '../../src/jobs/loaded-job.ts';
import { SeededDraw } from '../../src/load/plan/seeded-draw.ts';
import { startJobProcess } from './job-process.ts';

const LOG = { info() {}, warn() {}, error() {} };

for (const name of await namesIn('jobs')) {
  describe(`job ${name}`, function () {
    this.timeout(60_000);
    let job: LoadedJob;
    let module: string;

    before(async () => {
      const { plugIn, description } = await knownJob(name);
      expect(description.sample, 'a job of this repository draws its own parameters').to.equal(true);
      module = plugIn.module;
      job = (await loadJobs([{ name, module }])).get(name)!;
      await job.setup();
    });
    after(() => job?.teardown());

    function run(): JobRun {
      return new JobRun(name, 1, 60_000, LOG);
    }

    it('gives the same result for the same draw', async () => {
      const [once, again] = [7, 7].map((sample) => job.sample(new SeededDraw(1, sample)));
      expect(once).to.equal(again);
      expect(job.check(JSON.parse(once!))).to.equal(undefined);
      const results = [await job.run(once!, run()), await job.run(once!, run())];
      expect(results[0]).to.be.a('string').and.equal(results[1]);
    });

    it('ends, with its result or an error, when nobody waits for it any more', async () => {
      const aborted = run();
      aborted.abort('nobody waits for its result any more');
      const ended = await Promise.resolve()
        .then(() => job.run(job.sample(new SeededDraw(1, 8)), aborted))
        .then(
          () => 'ended',
          (error: Error) => error.name,
        );
      expect(ended).to.be.oneOf(['ended', 'AbortError']);
    });

    it('can be killed while it runs', async () => {
      const child = await startJobProcess(module, job.sample(new SeededDraw(1, 9)));
      expect(await child.killed()).to.equal('SIGKILL');
    });
  });
}
