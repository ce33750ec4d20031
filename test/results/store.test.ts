import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RunResult } from '../../src/results/schema.ts';
import { seal } from '../../src/results/seal.ts';
import { createRunFolder, readManifest, readRun, readTrials, saveRun } from '../../src/results/store.ts';
import { StoreFailure } from '../../src/results/store-failure.ts';
import { blocksOf } from '../comparison/trials.ts';
import { saveSimulated } from './simulated-run.ts';
import { runOf, strategy, summary, TINY_RUN } from './tiny-run.ts';

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(
    () => expect.fail('accepted'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreFailure)) throw error;
  expect(error.message, 'one line').to.not.match(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  return error.message;
}

describe('results on disk', () => {
  const run = runOf(strategy('least-active', [summary('heavy', 12), summary('short', null, { lost: 1 })]));
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await createRunFolder(await mkdtemp(join(tmpdir(), 'results-')), 'run-1');
    file = join(folder, 'analysis.json');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  it('come back as they were saved, by folder or by file', async () => {
    await saveRun(folder, run);
    expect(await readRun(folder)).to.deep.equal(run);
    expect(await readRun(file)).to.deep.equal(run);
  });

  it('come back in the words of today, field by field where they stood', async () => {
    const load = { model: 'open', heavy: { perSecond: 5 }, warmupMs: 1 };
    const withLoad = (own: object) => ({ ...run, scenario: { ...run.scenario, settings: { load: own } } });
    await saveRun(folder, withLoad({ ...load, connections: 'new for each request', durationMs: 2 }));
    const today = withLoad({ ...load, connectionUse: 'new for each request', durationMs: 2 });
    expect(JSON.stringify(await readRun(folder))).to.equal(JSON.stringify(today));
    const closed = withLoad({ model: 'closed', connections: [1, 2] });
    await saveRun(folder, closed);
    expect(await readRun(folder), 'where they are a number').to.deep.equal(closed);
  });

  it('come back where they are of a simulation too', async () => {
    await saveSimulated(folder);
    expect((await readRun(folder)).engine).to.equal('sim');
  });

  it('are whole at every moment while they are replaced', async () => {
    await saveRun(folder, run);
    let saving = true;
    const saves = (async () => {
      for (let seed = 0; seed < 30; seed++) await saveRun(folder, { ...run, seed });
      saving = false;
    })();
    for (; saving; ) expect((await readRun(folder)).runId).to.equal('run-1');
    await saves;
    expect(await readdir(folder), 'and nothing partial is left').to.deep.equal(['analysis.json', 'samples']);
    expect((await readRun(folder)).seed).to.equal(29);
  });

  it('stay as they were if a new one cannot be written', async () => {
    await saveRun(folder, run);
    await mkdir(`${file}.partial`);
    expect(await refusal(saveRun(folder, { ...run, seed: 99 }))).to.include(`cannot write ${file}`);
    expect((await readRun(folder)).seed).to.equal(1);
  });

  it('need a folder that can be made', async () => {
    await writeFile(file, '');
    expect(await refusal(createRunFolder(file, 'run-2'))).to.include(`cannot make ${join(file, 'run-2')}`);
  });

  describe('are refused, with the file and the reason in one line,', () => {
    async function written(content: string | Buffer | object): Promise<string> {
      const isText = typeof content === 'string' || Buffer.isBuffer(content);
      await writeFile(file, isText ? content : JSON.stringify(content));
      const sentence = await refusal(readRun(folder));
      expect(sentence).to.include(file);
      return sentence;
    }

    async function edited(change: (run: Record<string, unknown>) => void): Promise<string> {
      const copy: RunResult = structuredClone(run);
      change(copy);
      return written(seal(copy));
    }

    it('when they are missing', async () => {
      expect(await refusal(readRun(folder))).to.include(`cannot read ${file}`);
      expect(await refusal(readRun(join(folder, 'none')))).to.include('none');
    });

    it('when they are cut off', async () => {
      const text = seal(run);
      for (const length of [0, 1, 100, text.length - 1])
        expect(await written(text.slice(0, length))).to.include('not whole JSON');
    });

    it('when they are no JSON', async () => {
      for (const foreign of [
        'two\nlines',
        '\u001b[31mred',
        Buffer.from([0, 255, 10, 13, 27]),
        '<html>\n</html>',
      ])
        expect(await written(foreign)).to.include('not whole JSON');
    });

    it('when they are other JSON', async () => {
      for (const foreign of ['null', '7', '"text"'])
        expect(await written(foreign)).to.match(/not a JSON object$/);
      for (const foreign of ['[]', '{}', '{"schemaVersion":"1"}'])
        expect(await written(foreign)).to.match(/not a result file \(it has no schemaVersion\)$/);
    });

    it('when a newer version wrote them', async () => {
      expect(await edited((it) => (it.schemaVersion = 99))).to.match(
        /written by a newer version \(schemaVersion 99;/,
      );
    });

    it('when a newer version wrote the manifest', async () => {
      const manifest = join(folder, 'manifest.json');
      await writeFile(manifest, JSON.stringify({ schemaVersion: 99 }));
      expect(await refusal(readManifest(folder))).to.match(/written by a newer version \(schemaVersion 99;/);
    });

    it('when they are nested as nothing of ours is', async () => {
      const nested = `${'['.repeat(9000)}${']'.repeat(9000)}`;
      const deep = `{"schemaVersion":2,"settings":${nested},"digest":"0123456789abcdef"}`;
      expect(await written(deep)).to.match(/it is nested more than 50 deep/);
      for (const name of ['manifest.json', 'trials.jsonl']) await writeFile(join(folder, name), `${deep}\n`);
      expect(await refusal(readManifest(folder))).to.match(/manifest\.json: .* nested /);
      expect(await refusal(readTrials(folder))).to.match(/trials\.jsonl, line 1: .* nested /);
    });

    it('when they are larger than any of ours', async () => {
      await writeFile(file, '');
      await truncate(file, 2 ** 28 + 1);
      expect(await refusal(readRun(folder))).to.match(/: 268435457 bytes is too large for a result file$/);
    });

    it('when what they judge by cannot be', async () => {
      for (const change of [{ margin: 0 }, { margin: -1 }, { alpha: 0 }, { alpha: 1 }]) {
        const sentence = await edited((it) => Object.assign((it as RunResult).design, change));
        expect(sentence).to.include(`: design.${Object.keys(change)[0]}: `);
      }
    });

    it('when a trial is there twice, or in a block too many', async () => {
      const [one] = blocksOf({ base: 1 }, 1, 0, 1);
      await saveRun(folder, { ...run, trials: [one!, one!] });
      expect(await refusal(readRun(folder))).to.match(
        /: contradicts itself: it has the trial of base in block 1 twice$/,
      );
      await saveRun(folder, { ...run, trials: [{ ...one!, block: 1 }] });
      expect(await refusal(readRun(folder))).to.match(/ in block 2, but at most 1 blocks$/);
    });

    it('when somebody edited them', async () => {
      expect(await edited((it) => (it.seed = 'one'))).to.match(/: seed: /);
      expect(await edited((it) => (it.schemaVersion = 0))).to.match(/: schemaVersion: /);
      expect(await edited((it) => delete it.strategies)).to.match(/: strategies: /);
      expect(await edited((it) => (it.note = 'mine'))).to.match(/json: Unrecognized key: "note"$/);
      expect(await edited((it) => Object.assign(it, { seed: -1, runId: 7, note: 1 }))).to.match(
        /\(and 2 more\)$/,
      );
    });

    it('when somebody changed a number that may be any', async () => {
      const whole = seal(run);
      expect(await written(whole.replace('"seed":1', '"seed":2'))).to.include(
        'was changed after it was written',
      );
      expect(await written(run)).to.include('has no digest');
    });

    it('when a count inside of them was edited', async () => {
      const sentence = await edited((it) => {
        Object.assign((it as RunResult).strategies[0]!.classes[1]!.counts, { lost: -1 });
      });
      expect(sentence).to.match(/: strategies\.0\.classes\.1\.counts\.lost: /);
    });
  });

  it('of a run that has only begun can be read', async () => {
    const begun = { ...TINY_RUN, complete: false };
    await saveRun(folder, begun);
    expect(await readRun(folder)).to.deep.equal(begun);
  });
});
