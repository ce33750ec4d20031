import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { UsageError } from '../../src/core/usage-error.ts';
import { formatsNamed } from '../../src/logs/formats/formats.ts';
import { routeTotals } from '../../src/logs/heavy-routes.ts';
import { readLog } from '../../src/logs/read-log.ts';
import { namedRoute } from '../../src/logs/routes.ts';

const LINE =
  '1.1.1.1 - - [12/Mar/2026:09:15:01 +0000] "GET /a HTTP/1.1" 200 5 "-" "x" 0.010 1773306901.482\n';

describe('a log that is none', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function mistakesOf(content: string | Buffer): Promise<readonly string[]> {
    const path = join(folder, 'a.log');
    await writeFile(path, content);
    try {
      await readLog([path], undefined, [], () => {});
    } catch (error) {
      if (error instanceof UsageError) return error.mistakes.map((line) => line.replace(`${folder}/`, ''));
      throw error;
    }
    return [];
  }

  it('gets one clear line', async () => {
    const cases: readonly (readonly [string | Buffer, RegExp])[] = [
      ['', /^a\.log: is empty$/],
      [Buffer.from([0, 1, 2, 3, 0, 10, 0, 5]), /holds bytes that are no text/],
      ['hello\nworld\n', /^a\.log:1: is not a line of any known format: "hello"/],
      [`${LINE.replace(/ 0\.010.*/, '')}`, /^a\.log:1: has no duration: add \$request_time/],
      ['GET /x 200 5.123 ms - 12\n', /^a\.log:1: has no time: use a format of morgan/],
      [`${LINE.repeat(9)}x\n`, /^a\.log:10: is not a line of nginx, and 1 of 10 lines are not: "x"/],
      [
        LINE.replace('0.010', '-').repeat(3) + LINE.replace('200', '404'),
        /holds no request that can be used/,
      ],
      [
        '{"log":{"entries":[{"time":1},',
        /^a\.log: object 1 of its list "entries" is none of har, and 2 of 2/,
      ],
      [gzipSync(LINE).subarray(0, 40), /^a\.log: cannot be read after \d+ bytes/],
      [gzipSync(LINE + 'x'.repeat(20_000_000)), /unpacks to more than 300 times its size/],
      [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]), /is packed by zstd/],
    ];
    for (const [content, expected] of cases) {
      const mistakes = await mistakesOf(content);
      expect(mistakes).to.have.length(1);
      expect(mistakes[0]).to.match(expected);
    }
    expect(
      await readLog([join(folder, 'none')], undefined, [], () => {}).catch((error) => error.message),
    ).to.match(/none: there is no such file$/);
  });

  it('does not break on a line without end, and counts it', async () => {
    const path = join(folder, 'long.log');
    await writeFile(path, `${LINE.repeat(30)}${'x'.repeat(9_000_000)}\n${LINE}`);
    const log = await readLog([path], undefined, [], () => {});
    expect(log.columns.count).to.equal(31);
    expect(log.notUnderstood[0]).to.include({ name: 'another form', count: 1, first: 'long.log:31' });
  });

  it('may have paths that look like anything, which become routes and never lose their place', async () => {
    const path = join(folder, 'paths.log');
    const paths = [
      '/__proto__',
      '/constructor',
      '/\u001b[31mred',
      '/%00',
      '*',
      '/é',
      'http://h/x?token=secret',
      '',
    ];
    await writeFile(path, paths.map((one) => LINE.replace('/a', one)).join(''));
    const log = await readLog([path], undefined, [], () => {});
    expect(log.columns.count).to.equal(paths.length);
    const names = routeTotals(log, []).map(({ name }) => name);
    for (const name of names) expect(name).to.match(/^[a-z0-9][a-z0-9-]*$/);
    expect(new Set(names).size).to.equal(names.length);
    expect(log.routes.join()).not.to.include('secret');
  });

  it('has at most 50 routes, and as many names as the user gives', async () => {
    const path = join(folder, 'routes.log');
    const word = (i: number) =>
      `w${i.toString(26).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')}`;
    await writeFile(
      path,
      Array.from({ length: 500 }, (_, i) => LINE.replace('/a', `/x/${word(i)}`)).join('') + LINE.repeat(3),
    );
    const log = await readLog([path], undefined, [namedRoute('/x/:any=mine')], () => {});
    expect(log.routes).to.deep.equal(['mine', 'GET /a']);
    const all = routeTotals(await readLog([path], undefined, [], () => {}), []);
    expect(all).to.have.length(50);
    expect(all.at(-1)).to.include({ name: 'other' });
    expect(all.reduce((sum, { requests }) => sum + requests, 0)).to.equal(503);
  });

  it('is never asked for in a format or route that means nothing', () => {
    expect(() => formatsNamed('ngnix')).to.throw(UsageError, /--format takes one of .*nginx/);
    for (const text of ['report', '/x', '/x=Y Z', '=a']) expect(() => namedRoute(text)).to.throw(UsageError);
  });
});
