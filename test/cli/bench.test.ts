import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect } from 'chai';
import { type RunResult, runSchema } from '../../src/results/schema.ts';
import { unseal } from '../../src/results/seal.ts';
import { readRun } from '../../src/results/store.ts';
import type { Frame } from '../../src/watch/board/frame.ts';
import { until, untilGone } from '../cluster/processes.ts';
import { breaches } from '../report/trace/format-rules.ts';
import { type Ended, run, start } from './command.ts';
import { endGroup, familyOf } from './process-group.ts';

/** What --json printed, its digest checked and taken off. */
function printedRun(stdout: string): RunResult {
  return runSchema.parse(unseal(JSON.parse(stdout)));
}

/** All that the page of a command shows, until the command ends it. */
async function framesOf(stderr: Readable): Promise<Frame[]> {
  const [said] = (await once(stderr, 'data')) as [Buffer];
  const [, url] = /^Watch it at (http:\S+)$/m.exec(said.toString()) ?? [];
  const events = await (await fetch(`${url}events`)).text();
  return [...events.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data as string) as Frame);
}

const QUICK = ['bench', '--scenario=tiny'];

describe('bench', function () {
  this.timeout(60_000);
  let folder: string;
  let asJson: Ended;
  let asText: Ended;
  let frames: readonly Frame[];

  async function runs(): Promise<string[]> {
    return (await readdir(join(folder, 'results'))).map((name) => join('results', name));
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-'));
    asJson = await run([...QUICK, '--strategy=pull-fifo', '--json', '--seed=3', '--window=3'], folder);
    const watched = start([...QUICK, '--strategy=pull-fifo', '--seed=3', '--watch=0'], folder);
    frames = await framesOf(watched.stderr);
    asText = await watched.ended;
  });
  after(() => rm(folder, { recursive: true }));

  it('with --json prints one document and nothing else', () => {
    expect(asJson).to.include({ code: 0, stderr: '' });
    const printed = printedRun(asJson.stdout);
    expect(printed).to.include({ passed: true, complete: true, seed: 3 });
    expect(printed.command).to.equal('bench --scenario=tiny --strategy=pull-fifo --json --seed=3 --window=3');
    expect(printed.scenario).to.include({ name: 'tiny', timeScale: 1, loadModel: 'open' });
    expect(printed.strategies.map(({ name, window }) => [name, window])).to.deep.equal([['pull-fifo', 3]]);
  });

  it('counts every request once: offered is what became of all', () => {
    const { strategies } = printedRun(asJson.stdout);
    const classes = strategies.flatMap((strategy) => strategy.classes);
    expect(classes.map(({ name }) => name)).to.deep.equal(['light', 'heavy', 'short', 'long']);
    for (const { name, counts } of classes) {
      const { ok, failed, timedOut, cancelled, rejected, lost } = counts;
      expect(ok + failed + timedOut + cancelled + rejected + lost, name).to.equal(counts.offered);
      expect(counts.offered, name).to.be.above(0);
      expect(lost, name).to.equal(0);
    }
  });

  it('keeps what it prints', async () => {
    const kept = await Promise.all((await runs()).map((name) => readRun(join(folder, name))));
    expect(kept).to.have.length(2);
    expect(kept).to.deep.include(printedRun(asJson.stdout));
  });

  it('without --json prints what it found, a table and where the run is kept', async () => {
    expect(asText.code).to.equal(0);
    expect(asText.stdout).to.match(
      /^tiny: \d+ light \+ \d+ heavy requests\/s, 1 HTTP \+ 2 job workers, load \d+ %; \d blocks? of/,
    );
    expect(asText.stdout).to.match(/\nshort .*: (pull-fifo ran alone|no strategy has a p95)/);
    expect(asText.stdout).to.match(/\npull-fifo +\d/);
    expect(asText.stdout).to.match(/\nAll figures: npm run compare -- latest --verbose\n/);
    const [, keptIn] =
      asText.stdout.match(/\nKept in (\S+)\nReport with charts: npm run report -- \S+\n$/) ?? [];
    expect(await runs()).to.include(keptIn);
  });

  it('with --watch shows the whole run live, and keeps that with its trials', async () => {
    expect(asText.stderr).to.match(/^Watch it at http:\/\/127\.0\.0\.1:\d+\/\n$/);
    const [, keptIn] = asText.stdout.match(/\nKept in (\S+)\n/) ?? [];
    const kept = runSchema.parse(await readRun(join(folder, keptIn!)));
    expect(kept.trials.map(({ watched }) => watched)).to.deep.equal(kept.trials.map(() => true));
    expect(kept.warnings.map(({ code }) => code)).to.include('watched');
    expect(printedRun(asJson.stdout).trials[0]).to.not.have.property('watched');
    const shown = frames.flatMap(({ rows }) => rows).filter(({ group }) => group === 'heavy');
    const heavy = kept.strategies[0]?.classes.find(({ name }) => name === 'heavy');
    expect(shown.at(-1)).to.include({ name: 'pull-fifo', count: heavy?.counts.ok, bad: 0 });
    expect(shown.at(-1)?.p50).to.be.closeTo(heavy!.responseMs.p50!, heavy!.responseMs.p50! * 0.05);
    const begun = frames.flatMap(({ marks }) => marks).filter(({ kind }) => kind === 'begin');
    expect(begun.length).to.be.at.least(kept.trials.length);
    expect(frames.at(-1)?.over).to.contain(keptIn);
  });

  it('gives what report writes as a trace that keeps to the rules of its format', async () => {
    const [, keptIn] = asText.stdout.match(/\nKept in (\S+)\n/) ?? [];
    const { code, stdout, stderr } = await run(['report', keptIn!, '--trace', '--out=t.json'], folder);
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/t\.json \(\d+ kB\): open it at/);
    const { traceEvents } = JSON.parse(await readFile(join(folder, 't.json'), 'utf8'));
    expect(breaches(traceEvents)).to.deep.equal([]);
    const jobs = traceEvents.filter(
      ({ ph, cat }: { ph: string; cat: string }) => ph === 'X' && cat === 'job',
    );
    expect(jobs).to.not.be.empty;
  });

  it('gives what compare puts side by side', async () => {
    const { code, stdout, stderr } = await run(['compare', ...(await runs())], folder);
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/\npull-fifo +heavy /);
    expect(stdout, 'which are alike').to.not.include('Careful');
  });
});

describe('bench that is interrupted', function () {
  this.timeout(60_000);
  let folder: string;
  let group: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-'));
  });
  afterEach(async () => {
    endGroup(group);
    await rm(folder, { recursive: true });
  });

  it('keeps what it measured, says how to go on, exits 130 and leaves no process', async () => {
    const { pid, ended } = start([...QUICK, '--strategy=inline,pull-fifo,random'], folder);
    group = pid;
    const measured = async () => {
      const [name] = await readdir(join(folder, 'results')).catch(() => []);
      if (name === undefined) return 0;
      const path = join(folder, 'results', name);
      return readRun(path).then(
        (run) => (run.engine === 'live' ? run.trials.length : 0),
        () => 0,
      );
    };
    await until('the first strategy is measured', async () => (await measured()) > 0);
    const processes = familyOf(pid);
    process.kill(-pid, 'SIGINT');
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).to.deep.equal({ code: 130, stderr: '' });
    const [name] = await readdir(join(folder, 'results'));
    const kept = runSchema.parse(await readRun(join(folder, 'results', name!)));
    expect(kept).to.include({ complete: false, passed: false });
    expect(kept.trials.length, 'and no more').to.be.within(1, 5);
    expect(stdout.endsWith(`\nContinue it: npm run bench -- --resume=results/${name}\n`)).to.equal(true);
    expect(processes).to.include(pid);
    await untilGone(processes);
  });
});
