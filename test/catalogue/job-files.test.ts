import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { everyPlugIn } from '../../src/catalogue/every-plug-in.ts';
import { endInspection } from '../../src/catalogue/inspection.ts';
import { knownJob } from '../../src/catalogue/jobs.ts';
import { namesIn } from '../../src/catalogue/plug-in.ts';
import { tryJobs } from '../../src/catalogue/scenario-jobs.ts';
import { knownScenario } from '../../src/catalogue/scenarios.ts';
import { mistakesOf } from './mistakes.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'job-files-'));
});
after(async () => {
  endInspection();
  await rm(folder, { recursive: true });
});

async function job(name: string, source: string): Promise<string> {
  await writeFile(join(folder, name), source);
  return join(folder, name);
}

/** Behind the path of the file. */
async function told(name: string, source: string): Promise<string[]> {
  const path = await job(name, source);
  return (await mistakesOf(() => knownJob(path))).map((mistake) => mistake.replace(path, ''));
}

describe('the folder of jobs', function () {
  this.timeout(60_000);

  it('gives each file as a job of its name, and names the nearest of one that is not there', async () => {
    const { known, mistakes } = await everyPlugIn('jobs', knownJob);
    expect(mistakes).to.deep.equal([]);
    expect(known.map(({ name }) => name)).to.deep.equal(await namesIn('jobs'));
    expect(await mistakesOf(() => knownJob('report-c'))).to.satisfy(([sentence]: string[]) =>
      sentence?.startsWith('There is no job "report-c". Did you mean report-a? Choices: report-a, report-b'),
    );
  });
});

describe('a job file', function () {
  this.timeout(60_000);

  it('may export a function and nothing else, or all that a job may have', async () => {
    const bare = await knownJob(await job('bare.mjs', 'export default () => 1;'));
    expect(bare.description).to.deep.equal({
      options: {},
      setup: false,
      teardown: false,
      check: false,
      sample: false,
    });
    const whole = await knownJob(
      await job(
        'whole.mjs',
        `export default async () => 1;
         export const options = { timeoutMs: 5, attempts: 1, concurrency: 3 };
         export function setup() {}
         export const teardown = () => {}, check = () => {};
         export function sample() { return 1; }
         export const helper = 7;`,
      ),
    );
    expect(whole.description).to.deep.equal({
      options: { timeoutMs: 5, attempts: 1, concurrency: 3 },
      setup: true,
      teardown: true,
      check: true,
      sample: true,
    });
  });

  it('may put something in the place of what its process has', async () => {
    const source = 'process.send = () => { throw new Error(); }; export default () => 1;';
    expect((await knownJob(await job('patches.mjs', source))).description).to.include({ check: false });
  });

  it('is told every mistake at once, each with its line and the nearest name', async () => {
    const source = `export default 7;
export const options = {
  timeoutMS: 5,
  attempts: 9,
};
export const setup = 'x';
export function smaple() {}`;
    expect(await told('wrong.mjs', source)).to.deep.equal([
      ':1: must export a function by default: (params, context) => result',
      ':6: setup: must be a function',
      ':7: smaple: is nothing that a job exports. Did you mean sample?',
      ':4: options.attempts: must be at most 3, but is 9',
      ':2: options: There is no field "timeoutMS". Did you mean timeoutMs? Choices: timeoutMs, attempts, maxOldSpaceMb, recycleAfterMb, recycleAfterJobs, concurrency, setupTimeoutMs.',
    ]);
    expect(await told('none.mjs', '')).to.deep.equal([
      ':1: nothing is exported by default; write `export default defineJob((params, context) => …)`',
    ]);
    expect(await told('unreadable.mjs', 'export default () => {\n  return 1 + ;\n};\n')).to.deep.equal([
      ":2: Unexpected token ';'",
    ]);
    expect(await told('throws.mjs', "\nthrow new Error('not today');")).to.deep.equal([':2: not today']);
    expect(await told('ends.mjs', 'process.exit(3);')).to.deep.equal([
      ': loading it ends the process (exit code 3)',
    ]);
  });
});

describe('the jobs of a scenario', function () {
  this.timeout(60_000);

  let scenarios = 0;

  async function scenario(type: string): Promise<string> {
    return job(
      `scenario-${scenarios++}.mjs`,
      `export default {
  about: 'For tests.',
  cluster: { httpWorkers: 1, jobWorkers: 1 },
  lightMs: 1,
  types: {
    mine: { runs: 'job', share: 1, ${type} },
  },
  load: { model: 'open', arrivals: { process: 'poisson' }, heavy: { perSecond: 1 }, lightPerSecond: 1, connectionsPerHttpWorker: 1, warmupMs: 1, durationMs: 10 },
  timeoutMs: 1000,
  queueLimit: 10,
};`,
    );
  }

  /** What is wrong with a scenario of one job type, without the folder's path. */
  async function wrong(type: string): Promise<string[]> {
    const path = await scenario(type);
    const mistakes = await mistakesOf(async () => {
      const { plugIn, scenario } = await knownScenario(path);
      await tryJobs(scenario, plugIn);
    });
    return mistakes.map((mistake) =>
      mistake.replaceAll(`${folder}/`, '').replace(/scenario-\d+/, 'scenario'),
    );
  }

  it('are found by name, or by path from its file', async () => {
    await job('mine.mjs', 'export default () => 1; export const sample = (draw) => draw.integer(1, 6);');
    const { plugIn, scenario: read } = await knownScenario(await scenario("job: './mine.mjs'"));
    expect(read.jobs?.['./mine.mjs']).to.deep.include({ name: 'mine.mjs' });
    expect(read.jobs?.['./mine.mjs']?.description).to.include({ sample: true, check: false });
    await tryJobs(read, plugIn);
    expect(await wrong("job: 'report-c', params: {}")).to.satisfy(([sentence]: string[]) =>
      sentence?.startsWith('scenario.mjs:6: There is no job "report-c". Did you mean report-a?'),
    );
    expect(await wrong("job: './nowhere.mjs', params: {}")).to.deep.equal([
      'nowhere.mjs: there is no such file.',
    ]);
  });

  it('are set up once before anything is forked: a setup that throws or does not end is told with its line', async () => {
    await job(
      'sad.mjs',
      "export default () => 1;\nexport async function setup() {\n  throw new Error('no fonts');\n}",
    );
    expect(await wrong("job: './sad.mjs', params: {}")).to.deep.equal(['sad.mjs:3: setup: no fonts']);
    await job(
      'slow.mjs',
      'export default () => 1;\nexport const options = { setupTimeoutMs: 30 };\nexport const setup = () => new Promise(() => {});',
    );
    expect(await wrong("job: './slow.mjs', params: {}")).to.deep.equal([
      'slow.mjs:3: setup: does not end within 0.03 s',
    ]);
  });

  it('must take the parameters that its types give them', async () => {
    expect(await wrong("job: 'report-a', params: { header: 99, datasize: 1, pageCount: 1 }")).to.deep.equal([
      'scenario.mjs:6: types.mine.params: header is 99; it must be a whole number from 0 to 10',
    ]);
    await writeFile(join(folder, 'lines.jsonl'), '{"header":1,"datasize":1,"pageCount":1}\n{"header":1}\n');
    expect(await wrong("job: 'report-a', file: 'lines.jsonl'")).to.deep.equal([
      'lines.jsonl:2: types.mine.file: datasize is undefined; it must be a whole number from 1 to 200; pageCount is undefined; it must be a whole number from 1 to 500',
    ]);
    await writeFile(join(folder, 'lines.jsonl'), '1\n{2\n');
    expect(await wrong("job: 'report-a', file: 'lines.jsonl'")).to.have.length(1);
    expect(await wrong("job: 'report-a', file: 'none.jsonl'")).to.deep.equal([
      'none.jsonl: there is no such file; scenario.mjs names it',
    ]);
  });

  it('must draw parameters that JSON carries, from the draw alone, where its types give none', async () => {
    await job('none.mjs', 'export default () => 1;');
    expect(await wrong("job: './none.mjs'")).to.deep.equal([
      'scenario.mjs:6: types.mine: needs params, samples or file: none.mjs exports no sample(draw)',
    ]);
    await job('chance.mjs', 'export default () => 1;\nexport const sample = () => Math.random();');
    expect(await wrong("job: './chance.mjs'")).to.deep.equal([
      'chance.mjs:2: sample: must draw from `draw` only: it gave different parameters for the same request',
    ]);
    await job('date.mjs', 'export default () => 1;\nexport const sample = () => ({ when: new Date(0) });');
    expect(await wrong("job: './date.mjs'")).to.deep.equal([
      'date.mjs:2: sample: sample.when is a Date, which JSON cannot carry: send plain objects, arrays, texts and numbers',
    ]);
  });
});
