import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runReport } from '../../src/report/run-report.ts';
import { saveRun } from '../../src/results/store.ts';
import { runOf, strategy, summary } from '../results/tiny-run.ts';
import { type Ended, run } from './command.ts';

const GOOD = runOf(strategy('random', [summary('heavy', 20)]));
const TEXT = JSON.stringify(GOOD, null, 2);
const EDITED = JSON.stringify({ ...GOOD, seed: 'one' });

/** What may stand in a result file, and why it is not a result. */
const BAD: Readonly<Record<string, readonly [content: string, why: RegExp]>> = {
  truncated: [TEXT.slice(0, TEXT.length / 2), /not whole JSON/],
  empty: ['', /not whole JSON/],
  foreign: ['{"name":"some-package"}\n', /not a result file/],
  newer: [JSON.stringify({ ...GOOD, schemaVersion: 99 }), /written by a newer version/],
  edited: [EDITED, /seed: /],
};

describe('compare', function () {
  this.timeout(60_000);
  let folder: string;
  const ended = new Map<string, Ended>();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'compare-'));
    const place = async (name: string) => {
      await mkdir(join(folder, name));
      return join(folder, name);
    };
    await saveRun(await place('A'), GOOD);
    await saveRun(await place('B'), { ...GOOD, runId: 'run-2', seed: 7 });
    await saveRun(await place('other'), { ...GOOD, scenario: { ...GOOD.scenario, name: 'other' } });
    for (const [name, [content]] of Object.entries(BAD))
      await writeFile(join(await place(name), 'result.json'), content);
    await Promise.all(
      [...Object.keys(BAD), 'missing', 'other', 'B'].map(async (name) => {
        ended.set(name, await run(['compare', 'A', name], folder));
      }),
    );
    ended.set('alone', await run(['compare', 'A'], folder));
  });
  after(() => rm(folder, { recursive: true }));

  for (const [name, why] of [
    ...Object.entries(BAD).map(([key, [, reason]]) => [key, reason] as const),
    ['missing', /cannot read/] as const,
  ]) {
    it(`refuses a result that is ${name}, in one line that names it, and exits 4`, () => {
      const { code, stdout, stderr } = ended.get(name)!;
      expect(stderr.trimEnd().split('\n')).to.have.length(1);
      expect(stderr).to.include(name).and.to.match(why);
      expect(stdout).to.equal('');
      expect(code).to.equal(4);
    });
  }

  it('refuses runs of different scenarios, and exits 2', () => {
    const { code, stderr } = ended.get('other')!;
    expect(stderr).to.equal(
      'These runs are of different scenarios (tiny, other); there is nothing to compare\n',
    );
    expect(code).to.equal(2);
  });

  it('prints a run that is alone as it was printed when it was made', () => {
    const { code, stdout, stderr } = ended.get('alone')!;
    expect(stderr).to.equal('');
    expect(stdout).to.equal(`${runReport(GOOD).join('\n')}\n`);
    expect(code).to.equal(0);
  });

  it('prints runs side by side, and what makes the comparison doubtful', () => {
    const { code, stdout, stderr } = ended.get('B')!;
    expect(stderr).to.equal('');
    expect(stdout).to.match(/^A: run-1, .*\nB: run-2, /);
    expect(stdout).to.match(/× 1\.00/);
    expect(stdout).to.match(/\nCareful: the seed differs between the runs\.\n$/);
    expect(code).to.equal(0);
  });
});
