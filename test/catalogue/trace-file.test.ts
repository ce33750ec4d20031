import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { readTrace } from '../../src/catalogue/trace-file.ts';
import { mistakesOf } from './mistakes.ts';

const HEADER = 'arrivalMs,type,serviceMs';
const TYPES = ['short', 'long'];

describe('a trace file', () => {
  let path: string;
  let folder: URL;

  before(async () => {
    path = await mkdtemp(join(tmpdir(), 'traces-'));
    folder = pathToFileURL(`${path}/`);
  });
  after(() => rm(path, { recursive: true }));

  async function read(content: string) {
    await writeFile(join(path, 'recorded.csv'), content);
    return readTrace(folder, 'recorded.csv', TYPES);
  }

  function mistakes(...lines: string[]): Promise<readonly string[]> {
    return mistakesOf(() => read([HEADER, ...lines, ''].join('\n')));
  }

  it('is a line for each request, in order of arrival', async () => {
    expect(await read(`${HEADER}\n0,short,1.5\n2.25,long,100\n2.25,short,0\n`)).to.deep.equal([
      { arrivalMs: 0, type: 'short', serviceMs: 1.5 },
      { arrivalMs: 2.25, type: 'long', serviceMs: 100 },
      { arrivalMs: 2.25, type: 'short', serviceMs: 0 },
    ]);
  });

  it('may have the line ends of Windows, or none at the end', async () => {
    const rows = [{ arrivalMs: 1, type: 'short', serviceMs: 2 }];
    expect(await read(`${HEADER}\r\n1,short,2\r\n`)).to.deep.equal(rows);
    expect(await read(`${HEADER}\n1,short,2`)).to.deep.equal(rows);
  });

  it('that is not there is missed by name', async () => {
    expect(await mistakesOf(() => readTrace(folder, 'none.csv', TYPES))).to.deep.equal([
      'scenarios/none.csv: there is no such file',
    ]);
  });

  it('must begin with its header', async () => {
    const sentence = `scenarios/recorded.csv:1: the header must be ${HEADER}`;
    for (const content of [
      '',
      '0,short,1\n',
      'arrivalMs;type;serviceMs\n',
      `${HEADER},key\n`,
      `\ufeff${HEADER}\n`,
    ])
      expect(await mistakesOf(() => read(content)), content).to.deep.equal([sentence]);
  });

  it('must have requests', async () => {
    expect(await mistakes()).to.deep.equal(['scenarios/recorded.csv: no requests after the header']);
  });

  for (const [line, told] of [
    ['1,short', 'must have 3 fields, but has 2'],
    ['1,short,2,', 'must have 3 fields, but has 4'],
    ['', 'must have 3 fields, but has 1'],
    ['-1,short,2', 'arrivalMs must be a plain number of ms'],
    ['1e3,short,2', 'arrivalMs must be a plain number of ms'],
    [' 1,short,2', 'arrivalMs must be a plain number of ms'],
    ['NaN,short,2', 'arrivalMs must be a plain number of ms'],
    ['1,short,', 'serviceMs must be a plain number of ms'],
    ['1,short,-2', 'serviceMs must be a plain number of ms'],
    ['1,short,0x10', 'serviceMs must be a plain number of ms'],
    ['1,middle,2', 'type must be one of short, long'],
    ['1,__proto__,2', 'type must be one of short, long'],
    ['1,"short",2', 'type must be one of short, long'],
    ['4.9,short,2', 'arrivalMs must not go back (the request before came at 5)'],
  ] as const) {
    it(`tells the line of a mistake: ${line || 'nothing at all'}`, async () => {
      expect(await mistakes('5,short,1', line, '6,long,1')).to.deep.equal([
        `scenarios/recorded.csv:3: ${told}`,
      ]);
    });
  }

  it('tells of several mistakes at once, each with its line', async () => {
    expect(await mistakes('x,short,1', '1,short,1', '2,none,1', '0.5,short,1')).to.deep.equal([
      'scenarios/recorded.csv:2: arrivalMs must be a plain number of ms',
      'scenarios/recorded.csv:4: type must be one of short, long',
      'scenarios/recorded.csv:5: arrivalMs must not go back (the request before came at 1)',
    ]);
  });

  it('tells no more than a person will read', async () => {
    const told = await mistakes(...Array.from({ length: 1000 }, () => 'nonsense'));
    expect(told).to.have.length(10);
    expect(told[9]).to.match(/^scenarios\/recorded\.csv:11: /);
  });
});
