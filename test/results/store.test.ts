import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { RunResult } from '../../src/results/schema.ts';
import { seal } from '../../src/results/seal.ts';
import { createRunFolder, readRequests, readRun, saveRequests, saveRun } from '../../src/results/store.ts';
import { StoreFailure } from '../../src/results/store-failure.ts';
import { GOOD, times } from '../measurement/records.ts';
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

  it('keep every request, one JSON object a line, under a name without a path in it', async () => {
    const records = times(3, GOOD);
    await saveRequests(folder, 'type-affinity:homes=1/../x', records);
    const [name] = await readdir(join(folder, 'samples'));
    expect(name).to.equal('type-affinity_homes=1_.._x.jsonl.gz');
    expect(await readRequests(folder, 'type-affinity:homes=1/../x')).to.deep.equal(records);
    const lines = gunzipSync(await readFile(join(folder, 'samples', name!)))
      .toString()
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).to.deep.equal(records);
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
