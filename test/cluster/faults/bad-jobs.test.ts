import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { ClusterProcess } from '../../../src/cluster/cluster-process.ts';
import type { JobOptions } from '../../../src/contract/define-job.ts';
import type { MeasuredScenario, ReadJob } from '../../../src/load/plan/scenario-states.ts';
import { get } from '../client.ts';
import { untilGone } from '../processes.ts';
import { startCluster, TINY } from '../tiny-cluster.ts';

let folder: string;

/** A scenario with a type for each of those sources, which are files without a mistake that can be seen from outside. */
async function scenarioOf(
  sources: Readonly<Record<string, { readonly source: string; readonly options?: JobOptions }>>,
): Promise<MeasuredScenario> {
  const jobs: Record<string, ReadJob> = {};
  for (const [name, { source, options = {} }] of Object.entries(sources)) {
    const path = join(folder, `${name}.mjs`);
    await writeFile(path, `${source}\nexport const options = ${JSON.stringify(options)};`);
    const description = {
      options,
      setup: source.includes('setup'),
      teardown: false,
      check: false,
      sample: false,
    };
    jobs[name] = { name, place: path, module: pathToFileURL(path).href, digest: '', description };
  }
  const types = Object.fromEntries(
    Object.keys(jobs).map((job) => [job, { runs: 'job', job, share: 1, params: 1 } as const]),
  );
  return { ...TINY, types: { ...types, short: TINY.types.short! }, jobs };
}

/** What is said of a worker that used up its heap. */
const OUT_OF_HEAP = {
  ipc: /, the last by SIGABRT.*heap/,
  threads: /, the last by exit code 1: Error.*out of memory/,
};

for (const wire of ['ipc', 'threads'] as const)
  describe(`a job that misbehaves, its worker reached by ${wire}`, function () {
    this.timeout(60_000);
    let cluster: ClusterProcess;
    let drained = false;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'bad-jobs-'));
      const scenario = await scenarioOf({
        exits: { source: 'export default () => process.exit(3);' },
        patches: { source: 'export default () => { process.send = () => {}; console.log(1); return 1; };' },
        blocks: { source: 'export default () => { for (;;); };', options: { timeoutMs: 100, attempts: 1 } },
        waits: {
          source:
            "export default (_, { signal }) => new Promise((_, no) => signal.addEventListener('abort', () => no(signal.reason)));",
          options: { timeoutMs: 100 },
        },
        leaks: {
          source:
            'const all = []; export default () => { for (;;) all.push({ text: String(all.length) }); };',
          options: { maxOldSpaceMb: 24, attempts: 1 },
        },
        tears: {
          source: `import { appendFileSync } from 'node:fs';
          export default () => 1;
          export const teardown = () => appendFileSync(new URL('./torn', import.meta.url), 'x');`,
        },
        wears: {
          source:
            "import { threadId } from 'node:worker_threads'; export default () => [process.pid, threadId].join();",
          options: { recycleAfterJobs: 1 },
        },
        dies: {
          source: "export default () => new Promise(() => setTimeout(() => { throw new Error('late'); }));",
          options: { attempts: 1 },
        },
      });
      cluster = await startCluster(scenario, 'pull-fifo', 2, wire);
    });
    after(async () => {
      await cluster?.stop();
      await rm(folder, { recursive: true });
    });

    async function answer(type: string): Promise<{ status: number; error: string; result: unknown }> {
      const { status, body } = await get(cluster.url, `/heavy-request?type=${type}`);
      return { status, error: String(body.error), result: body.result };
    }

    afterEach('others go on', async () => {
      if (!drained) expect((await answer('short')).status).to.equal(200);
    });

    it('that calls process.exit fails alone', async () => {
      expect(await answer('exits')).to.include({
        status: 500,
        error: 'a job must not call process.exit: return a result, or throw',
      });
    });

    it('that patches process.send is answered all the same, and so are those after it', async () => {
      expect(await answer('patches')).to.include({ status: 200, result: 1 });
      expect(await answer('patches')).to.include({ status: 200, result: 1 });
    });

    it('that blocks is answered at its own deadline, and its worker is replaced', async () => {
      const [first, second] = await Promise.all([answer('blocks'), answer('blocks')]);
      expect([first.status, second.status]).to.deep.equal([504, 504]);
    });

    it('that waits hears its deadline, and its worker lives', async () => {
      expect((await answer('waits')).status).to.equal(504);
    });

    it('that uses all the heap it is given fails in words, once where it must not run twice', async () => {
      const { status, error } = await answer('leaks');
      expect(status).to.equal(500);
      expect(error).to.match(OUT_OF_HEAP[wire]);
    });

    it('that throws where nobody catches it fails in words', async () => {
      const { status, error } = await answer('dies');
      expect(status).to.equal(500);
      expect(error).to.match(/^poison: its worker was lost once, the last by exit code 1: Error: late$/);
    });

    it('that wears its worker out gets a new one each time, and no attempt is lost', async () => {
      const answers = await Promise.all(Array.from({ length: 4 }, () => answer('wears')));
      for (const { status, error } of answers) expect(status, error).to.equal(200);
      expect(new Set(answers.map(({ result }) => result)).size).to.equal(4);
    });

    it('is told of in the account, with its reason', async () => {
      drained = true;
      const { failures } = await cluster.drain(5000);
      const exits = failures.find(({ type }) => type === 'exits');
      expect(failures.map(({ type }) => type)).to.have.members(['exits', 'leaks', 'dies']);
      expect(exits).to.include({
        count: 1,
        reason: 'a job must not call process.exit: return a result, or throw',
      });
    });

    it('is torn down when the cluster stops', async () => {
      const before = (await readFile(join(folder, 'torn'), 'utf8')).length;
      await cluster.stop();
      expect((await readFile(join(folder, 'torn'), 'utf8')).length - before).to.be.above(0);
    });
  });

describe('a job that kills its process', function () {
  this.timeout(60_000);

  it('ends the whole cluster where job workers are threads of the primary', async () => {
    folder = await mkdtemp(join(tmpdir(), 'bad-jobs-'));
    const scenario = await scenarioOf({
      kills: { source: "export default () => process.kill(process.pid, 'SIGKILL');" },
    });
    const cluster = await startCluster(scenario, 'pull-fifo', 1, 'threads');
    const failed = cluster.whenFailed().catch((error) => error);
    get(cluster.url, '/heavy-request?type=kills').catch(() => {});
    expect((await failed).message).to.match(/primary.*SIGKILL/);
    await cluster.stop();
    await untilGone(cluster.pids);
    await rm(folder, { recursive: true });
  });
});

describe('a job whose setup fails in a worker', function () {
  this.timeout(60_000);

  it('ends the cluster once, with a sentence', async () => {
    folder = await mkdtemp(join(tmpdir(), 'bad-setup-'));
    const source = "export default () => 1; export function setup() { throw new Error('no fonts'); }";
    const scenario = await scenarioOf({ sad: { source } });
    const failure = await startCluster(scenario, 'pull-fifo', 1).then(
      () => expect.fail('it started'),
      (error: Error) => error.message,
    );
    expect(failure).to.equal('setup of job sad: no fonts');
    await rm(folder, { recursive: true });
  });
});
