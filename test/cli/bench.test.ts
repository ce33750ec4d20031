import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect } from 'chai';
import { type RunResult, runSchema } from '../../src/results/schema.ts';
import { seal, unseal } from '../../src/results/seal.ts';
import { readRun } from '../../src/results/store.ts';
import type { Frame } from '../../src/watch/board/frame.ts';
import { breaches } from '../report/trace/format-rules.ts';
import { type Ended, run, start } from './command.ts';

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

const OPTIONS = ['--strategy=pull-fifo', '--json', '--seed=3', '--window=3', '--watch=0'];

describe('bench', function () {
  this.timeout(60_000);
  let folder: string;
  let asJson: Ended;
  let keptIn: string;
  let frames: readonly Frame[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-'));
    const watched = start(['bench', '--scenario=tiny', ...OPTIONS], folder);
    frames = await framesOf(watched.stderr);
    asJson = await watched.ended;
    const [name = '', ...others] = await readdir(join(folder, 'results'));
    expect(others).to.be.empty;
    keptIn = join('results', name);
  });
  after(() => rm(folder, { recursive: true }));

  it('with --json prints one document and nothing else but where to watch it', () => {
    expect(asJson.code).to.equal(0);
    expect(asJson.stderr).to.match(/^Watch it at http:\/\/127\.0\.0\.1:\d+\/\n$/);
    const printed = printedRun(asJson.stdout);
    expect(printed).to.include({ passed: true, complete: true, seed: 3 });
    expect(printed.command).to.equal(`bench --scenario=tiny ${OPTIONS.join(' ')}`);
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
    expect(await readRun(join(folder, keptIn))).to.deep.equal(printedRun(asJson.stdout));
  });

  it('with --watch shows the whole run live, and keeps that with its trials', async () => {
    const kept = runSchema.parse(await readRun(join(folder, keptIn)));
    expect(kept.trials.map(({ watched }) => watched)).to.deep.equal(kept.trials.map(() => true));
    expect(kept.warnings.map(({ code }) => code)).to.include('watched');
    const shown = frames.flatMap(({ rows }) => rows).filter(({ group }) => group === 'heavy');
    const heavy = kept.strategies[0]?.classes.find(({ name }) => name === 'heavy');
    expect(shown.at(-1)).to.include({ name: 'pull-fifo', count: heavy?.counts.ok, bad: 0 });
    expect(shown.at(-1)?.p50).to.be.closeTo(heavy!.responseMs.p50!, heavy!.responseMs.p50! * 0.05);
    const begun = frames.flatMap(({ marks }) => marks).filter(({ kind }) => kind === 'begin');
    expect(begun.length).to.be.at.least(kept.trials.length);
    expect(frames.at(-1)?.over).to.contain(keptIn);
  });

  it('gives what report writes as a trace that keeps to the rules of its format', async () => {
    const { code, stdout, stderr } = await run(['report', keptIn, '--trace', '--out=t.json'], folder);
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
    const later = seal({ ...printedRun(asJson.stdout), runId: 'later' });
    await writeFile(join(folder, 'later.json'), later);
    const { code, stdout, stderr } = await run(['compare', keptIn, 'later.json'], folder);
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.match(/\npull-fifo +heavy /);
    expect(stdout, 'which are alike').to.not.include('Careful');
  });
});
