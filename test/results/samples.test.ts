import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { readRequests, saveRequests } from '../../src/results/samples.ts';
import { createRunFolder } from '../../src/results/store.ts';
import { StoreFailure } from '../../src/results/store-failure.ts';
import { GOOD, LIGHT, times } from '../measuring/summary/records.ts';

const RECORDS = times(3, GOOD);

describe('the requests of a trial', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await createRunFolder(await mkdtemp(join(tmpdir(), 'samples-')), 'run-1');
    file = join(folder, 'samples', 'trial.jsonl.gz');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  async function refusal(digest?: string): Promise<string> {
    const answer: unknown = await readRequests(folder, 'trial', digest).catch((error: unknown) => error);
    if (!(answer instanceof StoreFailure)) expect.fail(`accepted: ${JSON.stringify(answer)}`);
    expect(answer.message, 'one line that names it')
      .to.match(/^[^\p{Cc}]*$/u)
      .and.to.include(file);
    return answer.message;
  }

  it('are kept one JSON object a line', async () => {
    const digest = await saveRequests(folder, 'trial', RECORDS);
    expect(await readRequests(folder, 'trial', digest)).to.deep.equal(RECORDS);
    const lines = gunzipSync(await readFile(file))
      .toString()
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).to.deep.equal(RECORDS);
  });

  it('may be none, or of requests that never reached a server', async () => {
    const unsent = { ...LIGHT, connection: -1, outcome: 'cancelled', status: 0, httpWorker: 0 } as const;
    for (const records of [[], [unsent]]) {
      const digest = await saveRequests(folder, 'trial', records);
      expect(await readRequests(folder, 'trial', digest)).to.deep.equal(records);
    }
  });

  it('lie under a name that no other has, without a path in it', async () => {
    const names = ['a:homes=1/../X', 'a:homes=1/../Y', 'a:homes=1', 'a_homes=1'];
    for (const name of names) await saveRequests(folder, name, []);
    expect(await readdir(join(folder, 'samples'))).to.have.members([
      'a_homes=1%2f..%2f%58.jsonl.gz',
      'a_homes=1%2f..%2f%59.jsonl.gz',
      'a_homes=1.jsonl.gz',
      'a%5fhomes=1.jsonl.gz',
    ]);
  });

  it('are refused if the file is not the one that was written', async () => {
    const other = await saveRequests(folder, 'trial', times(2, GOOD));
    const digest = await saveRequests(folder, 'trial', RECORDS);
    expect(other).to.not.equal(digest);
    expect(await refusal(other)).to.match(/was changed after its trial wrote it/);
    await writeFile(file, gzipSync(''));
    expect(await refusal(digest)).to.match(/was changed after its trial wrote it/);
  });

  describe('without a digest', () => {
    async function told(lines: readonly unknown[]): Promise<string> {
      await writeFile(file, gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
      return refusal();
    }

    it('are refused where a row is none', async () => {
      for (const row of [null, [], 7, {}, { ...GOOD, note: 1 }])
        expect(await told([{ ...GOOD, seq: -0 }, row])).to.include(', line 2: ');
      const { outcome: _, ...half } = GOOD;
      expect(await told([half])).to.include(', line 1: outcome: ');
      expect(await told([{ ...GOOD, outcome: '\u001b[2J' }, GOOD])).to.include(', line 1: outcome: ');
    });

    it('are refused where a number cannot be', async () => {
      for (const change of [
        { endedMs: 0, intendedMs: 1, sentMs: 1 },
        { sentMs: -1 },
        { intendedMs: -1 },
        { endedMs: -5 },
        { serviceMs: -2 },
        { waitMs: -7 },
        { status: 1.5 },
        { seq: -1 },
        { outcome: 'fine' },
      ])
        expect(await told([{ ...GOOD, ...change }]), JSON.stringify(change)).to.include(', line 1: ');
    });

    it('are refused where one is there twice, or out of order', async () => {
      expect(await told([GOOD, GOOD])).to.match(/, line 2: seq 0 does not follow the one before$/);
    });

    it('are refused where they are no compressed text, or cut off', async () => {
      await writeFile(file, '');
      await refusal();
      await writeFile(file, '{}');
      expect(await refusal()).to.match(/^cannot read /);
      await saveRequests(folder, 'trial', RECORDS);
      await writeFile(file, (await readFile(file)).subarray(0, -9));
      expect(await refusal()).to.match(/^cannot read /);
    });

    it('are not unpacked beyond what is of any use', async () => {
      // Parts of a compressed file may follow one another: a small file is a gigabyte of zeros, or of empty lines.
      for (const [byte, why] of [
        [0, /one of its lines is too long for a request$/],
        [10, /, line 1: not JSON /],
      ] as const) {
        const part = gzipSync(Buffer.alloc(4 * 1024 * 1024, byte));
        await writeFile(file, Buffer.concat(Array.from({ length: 256 }, () => part)));
        expect(await refusal()).to.match(why);
      }
    });
  });
});
