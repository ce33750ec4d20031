import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runSchema } from '../../src/results/schema.ts';
import { seal, unseal } from '../../src/results/seal.ts';
import { readManifest, readRun } from '../../src/results/store.ts';
import { until } from '../cluster/processes.ts';
import { type Ended, run, start } from './command.ts';
import { endGroup } from './process-group.ts';

/** What bench prints without --json. */
function expectTables(stdout: string, blocks: string): void {
  expect(stdout).to.match(new RegExp(`^tiny: .*; ${blocks} of `));
  expect(stdout).to.match(/\npull-fifo +\d/);
}

describe('bench that was killed', function () {
  this.timeout(120_000);
  let folder: string;
  let kept: string;
  let first: string;
  let pid: number;
  let meanwhile: Ended;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'resume-'));
    const options = ['--scenario=tiny', '--strategy=pull-fifo'];
    const begun = start(['bench', ...options], folder);
    ({ pid } = begun);
    const trials = async () => {
      const [name] = await readdir(join(folder, 'results')).catch(() => []);
      kept = join(folder, 'results', name ?? '');
      return readFile(join(kept, 'trials.jsonl'), 'utf8').catch(() => '');
    };
    await until('the first trial is kept', async () => (await trials()).endsWith('\n'));
    process.kill(pid, 'SIGSTOP');
    meanwhile = await run(['bench', '--resume=latest'], folder);
    process.kill(pid, 'SIGKILL');
    await begun.ended;
    endGroup(pid);
    first = await trials();
  });
  after(() => rm(folder, { recursive: true }));

  it('was not gone on with while it ran: who asked for that was told by which process', () => {
    const { code, stdout, stderr } = meanwhile;
    expect(stderr).to.match(/^results\/\S+ is in use by process \d+ since \S+\n$/);
    expect(stderr).to.include(` process ${pid} `);
    expect({ code, stdout }).to.deep.equal({ code: 4, stdout: '' });
  });

  it('refuses to go on with a manifest that was edited, or with other code', async () => {
    const file = join(kept, 'manifest.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"seed":1', '"seed":2'));
    const edited = await run(['bench', `--resume=${kept}`], folder);
    expect(edited.stderr).to.match(/^\S+manifest\.json: was changed after it was written .*\n$/);
    expect(edited.code).to.equal(4);
    await writeFile(file, seal({ ...unseal(JSON.parse(text)), codeDigest: 'another' }));
    const other = await run(['bench', `--resume=${kept}`], folder);
    expect(other.stderr).to.match(
      /^the code, a strategy or the scenario has changed since the run began; .*\n$/,
    );
    expect(other.code).to.equal(2);
    await writeFile(file, text);
  });

  it('goes on, and when its primary dies says so, prints what was measured and how to go on', async () => {
    const { pid, ended } = start(['bench', `--resume=${kept}`], folder);
    const primary = () =>
      Number(spawnSync('pgrep', ['-P', String(pid), '-f', 'primary-main'], { encoding: 'utf8' }).stdout);
    await until('its primary runs', () => primary() > 0);
    process.kill(primary(), 'SIGKILL');
    const { code, stdout, stderr } = await ended;
    endGroup(pid);
    expectTables(stdout, '1 block');
    expect(stdout).to.match(/^tiny: .*\nThe run was interrupted\. /);
    expect(stdout).to.match(/\nKept in \S+\n.*\n$/);
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal(`Continue it: npm run bench -- --resume=${kept}`);
    expect(stderr).to.equal('the primary ended by SIGKILL\n');
    expect(code).to.equal(1);
  });

  it('has lost no more than the trial under way, and goes on to the same plan', async () => {
    const { code, stdout, stderr } = await run(['bench', `--resume=${kept}`], folder);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expectTables(stdout, '2 blocks');
    expect(stdout).to.match(/\nshort .*: (pull-fifo ran alone|no strategy has a p95)/);
    expect(stdout.trimEnd().split('\n').slice(-2)).to.deep.equal([
      `Kept in ${kept}`,
      `Report with charts: npm run report -- ${kept}`,
    ]);
    const whole = runSchema.parse(await readRun(kept));
    expect(whole).to.include({ complete: true, passed: true });
    expect(whole.trials.map(({ block, seed }) => [block, seed])).to.deep.equal([
      [0, 1],
      [1, 2],
    ]);
    expect((await readFile(join(kept, 'trials.jsonl'), 'utf8')).startsWith(first)).to.equal(true);
    expect(whole.runId).to.equal((await readManifest(kept)).runId);
    expect(await readdir(kept), 'and nobody holds it').to.have.members([
      'analysis.json',
      'manifest.json',
      'samples',
      'trials.jsonl',
    ]);
  });
});
