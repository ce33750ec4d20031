import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';
import { startOfProcess } from '../../src/processes/start-of-process.ts';
import { storeRun } from '../bench/stored-run.ts';
import { saveSimulated } from '../results/simulated-run.ts';
import { type Ended, runMany } from './command.ts';

const PUBLISHED = fileURLToPath(new URL('results/published/', PROJECT_ROOT));

const LINES = [
  ['list', 'runs'],
  ['compare', 'latest'],
  ['compare', 'latest~1', 'latest'],
  ['bench', '--resume=latest~3'],
  ['bench', '--resume=latest~4'],
  ['bench', '--resume=latest'],
  ['compare', 'latest~x'],
  ['report'],
  ['report', 'results/b-newest', '--format=svg', '--chart=spectrum'],
  ['report', 'results/b-newest', '--format=svg', '--chart=spectra'],
  ['report', 'results/b-newest', 'results/c-oldest', '--markdown', '--out=pages'],
  ['report', 'results/notes', '--chart=lanes'],
] as const;

describe('the runs of results/', function () {
  this.timeout(60_000);
  let folder: string;
  const ended = new Map<string, Ended>();
  const of = (...line: string[]) => ended.get(line.join(' '))!;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latest-'));
    const results = join(folder, 'results');
    // Neither by name nor in the order they are made.
    for (const [name, startedAt] of [
      ['b-newest', '2026-03-03T00:00:00.000Z'],
      ['c-oldest', '2026-01-01T08:30:00.000Z'],
      ['a-between', '2026-02-02T00:00:00.000Z'],
    ] as const) {
      const { folder: made } = await storeRun(results, startedAt);
      await rename(made, join(results, name));
    }
    await saveBrokenOff(join(results, 'a-between'));
    await saveSimulated(await made(join(results, '20260404T000000Z-tiny-sim-00000000')));
    await cp(join(PUBLISHED, 'mixed'), join(results, '20250505T000000Z-mixed-00000000'), { recursive: true });
    await cp(PUBLISHED, join(results, 'published'), { recursive: true });
    await made(join(results, 'notes'));
    const damaged = join(results, '20250606T000000Z-tiny-00000000');
    await cp(join(results, 'c-oldest'), damaged, { recursive: true });
    await truncate(join(damaged, 'manifest.json'), 100);
    await writeFile(join(results, 'capacities.json'), '{}');
    const all = await runMany(LINES, folder);
    for (const [i, line] of LINES.entries()) ended.set(line.join(' '), all[i]!);
  });
  after(() => rm(folder, { recursive: true }));

  async function made(path: string): Promise<string> {
    await mkdir(path);
    return path;
  }

  /** Killed within its second block, and gone on with by a process that lives. */
  async function saveBrokenOff(run: string): Promise<void> {
    await truncate(join(run, 'trials.jsonl'), 0);
    await rm(join(run, 'analysis.json'));
    const { pid } = process;
    const holder = { host: hostname(), pid, start: startOfProcess(pid), since: 'noon' };
    await symlink(JSON.stringify(holder), join(run, 'lock.1'));
  }

  it('are listed newest first, with what is damaged behind them', () => {
    const { code, stdout, stderr } = of('list', 'runs');
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const [head, ...rows] = stdout.split('\n').filter((line) => line.includes('  '));
    expect(head).to.match(/^scenario .* state +folder$/);
    const ends = rows.map((row) => row.split(/ {2,}/).slice(-2));
    const named = (name: string) => join('results', name);
    expect(ends).to.deep.equal([
      ['complete', named('20260404T000000Z-tiny-sim-00000000')],
      ['complete', named('b-newest')],
      ['running', named('a-between')],
      ['complete', named('c-oldest')],
      ['complete', named('20250505T000000Z-mixed-00000000')],
    ]);
    const behind = stdout.split('\n').filter((line) => line.startsWith('Damaged: '));
    expect(behind).to.have.lengthOf(2);
    expect(behind[0]).to.match(/^Damaged: results\/20250606T\S+manifest\.json: not whole JSON /);
    expect(behind[1]).to.match(
      /^Damaged: results\/notes has no run: neither manifest\.json nor analysis\.json$/,
    );
  });

  it('are named by how new they are', () => {
    expect(of('compare', 'latest')).to.include({ code: 0, stderr: '' });
    expect(of('compare', 'latest~1', 'latest').stderr, 'which has no analysis yet').to.match(
      /^cannot read results\/a-between\/analysis\.json: there is no such file\n$/,
    );
    expect(of('bench', '--resume=latest').stderr, 'whose scenario is another by now').to.match(
      /^scenarios\/tiny\.ts has changed since the run began/,
    );
  });

  it('are named though they are damaged, and then refused', () => {
    const { code, stderr } = of('bench', '--resume=latest~3');
    expect(stderr).to.match(/^results\/20250606T\S+manifest\.json: not whole JSON .*\n$/);
    expect(code).to.equal(4);
  });

  it('are not named where there are not so many', () => {
    const { code, stderr } = of('bench', '--resume=latest~4');
    expect(stderr).to.equal('there is no run latest~4: results/ has 4 live runs, the oldest is latest~3\n');
    expect(code).to.equal(2);
    expect(of('compare', 'latest~x').stderr).to.equal('cannot read latest~x: there is no such file\n');
  });

  it('become pages and pictures', async () => {
    const newest = join('results', '20260404T000000Z-tiny-sim-00000000', 'report.html');
    expect(of('report').stdout, 'the newest run').to.match(new RegExp(`^${newest} \\(\\d+ kB\\)\n$`));
    expect(await readFile(join(folder, newest), 'utf8')).to.match(/^<!doctype html>/);
    const [, chart = ''] =
      /^(\S+) /.exec(of('report', 'results/b-newest', '--format=svg', '--chart=spectrum').stdout) ?? [];
    expect(chart).to.equal(join('results', 'b-newest', 'report', 'spectrum.svg'));
    expect(await readFile(join(folder, chart), 'utf8')).to.match(/^<svg xmlns=/);
    const beside = of('report', 'results/b-newest', 'results/c-oldest', '--markdown', '--out=pages');
    expect(beside).to.include({ code: 0, stderr: '' });
    expect(await readFile(join(folder, 'pages', 'report.md'), 'utf8')).to.contain('What changed');
  });

  it('have the charts that their names say', () => {
    const misspelt = of('report', 'results/b-newest', '--format=svg', '--chart=spectra');
    expect(misspelt.stderr).to.match(/^There is no chart "spectra"\. Did you mean spectrum\? Choices: /);
    expect(misspelt.code).to.equal(2);
    expect(of('report', 'results/notes', '--chart=lanes')).to.include({
      code: 2,
      stderr: '--chart needs --format=svg or --format=png\n',
    });
  });
});
