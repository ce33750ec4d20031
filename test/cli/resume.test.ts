import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runSchema } from '../../src/results/schema.ts';
import { seal, unseal } from '../../src/results/seal.ts';
import { readManifest, readRun } from '../../src/results/store.ts';
import { until, untilGone } from '../cluster/processes.ts';
import { type Command, type Ended, run, runMany, start } from './command.ts';
import { endGroup, familyOf } from './process-group.ts';

/** What bench prints without --json. */
function expectTables(stdout: string, blocks: string): void {
  const cluster = '1 HTTP \\+ 2 job workers, load \\d+ %';
  expect(stdout).to.match(
    new RegExp(`^tiny: \\d+ light \\+ \\d+ heavy requests/s, ${cluster}; ${blocks} of `),
  );
  // A busy machine may be too slow for its load: the row says so then, and has dashes.
  expect(stdout).to.match(/\npull-fifo(?: \(overloaded\))? +[\d–]/);
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
    const manifest = await readFile(join(kept, 'manifest.json'), 'utf8');
    const changed = {
      edited: manifest.replace('"seed":1', '"seed":2'),
      other: seal({ ...unseal(JSON.parse(manifest)), codeDigest: 'another' }),
    };
    for (const [name, text] of Object.entries(changed)) {
      await cp(kept, join(folder, name), { recursive: true });
      await writeFile(join(folder, name, 'manifest.json'), text);
    }
    const lines = Object.keys(changed).map((name) => ['bench', `--resume=${name}`]);
    const [edited, other] = (await runMany(lines, folder)) as [Ended, Ended];
    expect(edited.stderr).to.match(/^\S+manifest\.json: was changed after it was written .*\n$/);
    expect(edited.code).to.equal(4);
    expect(other.stderr).to.match(
      /^the code, a strategy or the scenario has changed since the run began; .*\n$/,
    );
    expect(other.code).to.equal(2);
  });

  /** Resumed, with a primary that runs. */
  async function resumed(): Promise<Command & { readonly primary: number }> {
    const command = start(['bench', `--resume=${kept}`], folder);
    const args = ['-P', String(command.pid), '-f', 'primary-main'];
    const primary = () => Number(spawnSync('pgrep', args, { encoding: 'utf8' }).stdout);
    await until('its primary runs', () => primary() > 0);
    return { ...command, primary: primary() };
  }

  it('goes on, and when its primary dies says so, prints what was measured and how to go on', async () => {
    const { pid, ended, primary } = await resumed();
    process.kill(primary, 'SIGKILL');
    const { code, stdout, stderr } = await ended;
    endGroup(pid);
    expectTables(stdout, '1 block');
    expect(stdout).to.match(/^tiny: .*\nThe run was interrupted\. /);
    expect(stdout).to.match(/\nKept in \S+\n.*\n$/);
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal(`Continue it: npm run bench -- --resume=${kept}`);
    expect(stderr).to.equal('the primary ended by SIGKILL\n');
    expect(code).to.equal(1);
  });

  it('is interrupted: keeps what it measured, says how to go on, exits 130 and leaves no process', async () => {
    const { pid: group, ended, primary } = await resumed();
    const processes = familyOf(group);
    process.kill(-group, 'SIGINT');
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).to.deep.equal({ code: 130, stderr: '' });
    const run = runSchema.parse(await readRun(kept));
    expect(run).to.include({ complete: false, passed: false });
    expect(run.trials, 'and no more').to.have.length(1);
    expect(stdout.endsWith(`\nContinue it: npm run bench -- --resume=${kept}\n`)).to.equal(true);
    expect(processes).to.include.members([group, primary]);
    await untilGone(processes);
    endGroup(group);
  });

  it('has lost no more than the trial under way, and goes on to the same plan', async () => {
    const { code, stdout, stderr } = await run(['bench', `--resume=${kept}`], folder);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expectTables(stdout, '2 blocks');
    expect(stdout).to.match(/\nshort .*: (pull-fifo ran alone|no strategy has a p95)/);
    expect(stdout.trimEnd().split('\n').slice(-3)).to.deep.equal([
      'All figures: npm run compare -- latest --verbose',
      `Kept in ${kept}`,
      `Report with charts: npm run report -- ${kept}`,
    ]);
    const whole = runSchema.parse(await readRun(kept));
    expect(whole).to.include({ complete: true, passed: true });
    expect(whole.trials.map(({ block, seed }) => [block, seed])).to.deep.equal([
      [0, 1],
      [1, 2],
    ]);
    expect(whole.trials[0]).to.not.have.property('watched');
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
