import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { UsageError } from '../../../src/core/usage-error.ts';
import { drawRequests } from '../../../src/load/traffic/draw-requests.ts';
import { momentsOf } from '../../../src/load/traffic/moments.ts';
import { readModule, readRequests } from '../../../src/load/traffic/read-requests.ts';
import { requestsInLines } from '../../../src/load/traffic/request-lines.ts';

describe('the requests of a plan', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'requests-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function written(name: string, text: string) {
    const path = join(folder, name);
    await writeFile(path, text);
    return { file: { path, place: name }, module: pathToFileURL(path).href };
  }

  async function mistakes(work: Promise<unknown>): Promise<readonly string[]> {
    try {
      await work;
    } catch (error) {
      if (error instanceof UsageError) return error.mistakes;
      throw error;
    }
    return [];
  }

  it('follow from the seed and their number, not from how many are drawn', async () => {
    const { requests } = requestsInLines('GET /a\nGET /b\nGET /c', 'list');
    const traffic = { kind: 'list', requests } as const;
    const ten = await drawRequests(traffic, 7, 10);
    const thousand = await drawRequests(traffic, 7, 1000);
    expect(thousand.slice(0, 10)).to.deep.equal(ten);
    expect(await drawRequests(traffic, 8, 10)).to.not.deep.equal(ten);
    for (const path of ['/a', '/b', '/c'])
      expect(thousand.filter((one) => one.path === path).length).to.be.within(270, 400);
  });

  it('may be made by a module, from chance that follows from seed and number', async () => {
    const { file, module } = await written(
      'requests.mjs',
      'export default (draw, n) => ({ path: "/report/" + draw.integer(1, 1000) + "?n=" + n, class: draw.pick(["a", "b", "b"]) })',
    );
    const { traffic } = await readModule(file, module, 7);
    expect(traffic).to.deep.include({ kind: 'module', classes: ['b', 'a', 'other'] });
    const ten = await drawRequests(traffic, 7, 10);
    expect((await drawRequests(traffic, 7, 20)).slice(0, 10)).to.deep.equal(ten);
    expect(ten[9]?.path).to.match(/^\/report\/\d+\?n=9$/);
  });

  it('are refused with what is wrong with the module or what it makes', async () => {
    for (const [text, mistake] of [
      ['export default 5', 'x.mjs: must export by default a function (draw, n) => request'],
      ['export default () => { throw new Error("no") }', 'x.mjs: request 0: threw no'],
      ['export default () => ({})', 'x.mjs: request 0: path is missing; give one such as /report/17'],
      ['export default () => process.exit(3)', 'x.mjs ended its process (exit code 3)'],
    ] as const) {
      const name = `${Math.abs(text.length)}.mjs`;
      const { module } = await written(name, text);
      const file = { path: join(folder, name), place: 'x.mjs' };
      expect((await mistakes(readModule(file, module, 1)))[0], text).to.equal(mistake);
    }
  });

  it('come from a file that is there, is a file and has some', async () => {
    expect(await mistakes(readRequests({ path: join(folder, 'none'), place: 'none' }, false))).to.deep.equal([
      'none: there is no such file',
    ]);
    expect(await mistakes(readRequests({ path: folder, place: 'folder' }, false))).to.deep.equal([
      'folder: is not a file',
    ]);
    const { file } = await written('empty', '# nothing\n');
    expect(await mistakes(readRequests(file, false))).to.deep.equal([
      'empty: has no requests; write one a line, such as GET /report/17',
    ]);
    const { file: bad } = await written('bad', 'x\n'.repeat(30));
    expect((await mistakes(readRequests(bad, false))).at(-1)).to.equal('bad: and 10 more mistakes');
  });

  it('are due at moments drawn from the seed at the rate asked for', () => {
    const load = {
      model: 'open',
      arrivals: { process: 'poisson' },
      heavy: { perSecond: 50 },
      lightPerSecond: 0,
      connectionsPerHttpWorker: 1,
      warmupMs: 1000,
      durationMs: 20_000,
    } as const;
    const moments = momentsOf(load, 3);
    expect(moments.length).to.be.within(900, 1200);
    expect(moments).to.deep.equal(moments.toSorted((a, b) => a - b));
    expect(momentsOf(load, 3)).to.deep.equal(moments);
    expect(
      momentsOf({ ...load, model: 'bursts', everyMs: 7000, lightPerBurst: 1, heavyPerBurst: 1 }, 3),
    ).to.deep.equal([0, 0, 7000, 7000, 14_000, 14_000]);
  });
});
