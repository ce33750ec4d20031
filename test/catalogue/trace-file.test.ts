import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { withTrace } from '../../src/catalogue/scenarios.ts';
import { readTrace } from '../../src/catalogue/trace-file.ts';
import { TWO_TYPES_FILE } from '../bench/simulated-scenarios.ts';
import { mistakesOf } from './mistakes.ts';

const HEADER = 'arrivalMs,type,serviceMs';
const TYPES = ['short', 'long'];
const MS = 'must be a number of ms from 0, such as 1500, 12.25 or 1.6e12';

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
    return readTrace(new URL('recorded.csv', folder), 'scenarios/recorded.csv', TYPES);
  }

  function mistakes(...lines: string[]): Promise<readonly string[]> {
    return mistakesOf(() => read([HEADER, ...lines, ''].join('\n')));
  }

  const rowsOf = async (content: string) => (await read(content)).rows;

  it('is a line for each request, by arrival', async () => {
    expect(await rowsOf(`${HEADER}\n0,short,1.5\n2.25,long,100\n2.25,short,0\n`)).to.deep.equal([
      { arrivalMs: 0, type: 'short', serviceMs: 1.5 },
      { arrivalMs: 2.25, type: 'long', serviceMs: 100 },
      { arrivalMs: 2.25, type: 'short', serviceMs: 0 },
    ]);
  });

  it('may be written as other tools do', async () => {
    const rows = [{ arrivalMs: 1, type: 'short', serviceMs: 2 }];
    for (const content of [
      `${HEADER}\r\n1,short,2\r\n`,
      `${HEADER}\n1,short,2`,
      `${HEADER}\n1,short,2\n\n\n`,
      `\ufeff${HEADER}\n1,short,2\n`,
      `"arrivalMs","type","serviceMs"\r\n"1","short","2"\r\n`,
      `arrivalMs,"type",serviceMs\n1.0000000000000000000,"short",0.2e1\n`,
      `${HEADER}\n+1,short,2.\n`,
    ])
      expect(await rowsOf(content), content).to.deep.equal(rows);
  });

  it('may have times of any precision, and exponents', async () => {
    const rows = await rowsOf(`${HEADER}\n0,short,1.490900039672853\n12e-1,short,.5\n1.5E3,long,1e-7\n`);
    expect(rows.map(({ arrivalMs, serviceMs }) => [arrivalMs, serviceMs])).to.deep.equal([
      [0, 1.490900039672853],
      [1.2, 0.5],
      [1500, 1e-7],
    ]);
  });

  it('may have clock times: they count from the first', async () => {
    const { rows, recording } = await read(
      `${HEADER}\n1662749136019,short,1\n1662749136020.5,long,2\n1662749137019,short,1\n`,
    );
    expect(rows.map(({ arrivalMs }) => arrivalMs)).to.deep.equal([0, 1.5, 1000]);
    expect(recording).to.include({ requests: 3, outOfOrder: 0, clockMs: 1662749136019 });
    const { recording: other } = await read(`${HEADER}\n86400000000,short,1\n`);
    expect(other, 'a recording of 1000 days has none').to.not.have.property('clockMs');
  });

  it('is put into order, and says how many lines were not', async () => {
    const { rows, recording } = await read(`${HEADER}\n5,short,1\n9,long,1\n5,short,2\n7,long,2\n9,long,3\n`);
    expect(rows.map(({ arrivalMs, serviceMs }) => [arrivalMs, serviceMs])).to.deep.equal([
      [5, 1],
      [5, 2],
      [7, 2],
      [9, 1],
      [9, 3],
    ]);
    expect(recording.outOfOrder).to.equal(2);
  });

  it('is known again by its digest', async () => {
    const digest = async (content: string) => (await read(content)).recording.digest;
    const content = `${HEADER}\n5,short,1\n`;
    expect(await digest(content)).to.equal(await digest(content));
    expect(await digest(`${content}6,long,1\n`)).to.not.equal(await digest(content));
  });

  it('may be long', async () => {
    const count = 300_000;
    const lines = Array.from({ length: count }, (_, i) => `${i / 7},${i % 3 === 0 ? 'long' : 'short'},1.25`);
    const rows = await rowsOf(`${HEADER}\n${lines.join('\n')}\n`);
    expect(rows).to.have.length(count);
    expect(
      rows.every(({ arrivalMs, type }, i) => arrivalMs === i / 7 && type === TYPES[+(i % 3 === 0)]),
    ).to.equal(true);
  });

  it('that is not there is missed by name', async () => {
    expect(
      await mistakesOf(() => readTrace(new URL('none.csv', folder), 'scenarios/none.csv', TYPES)),
    ).to.deep.equal(['scenarios/none.csv: there is no such file']);
  });

  it('must begin with its header', async () => {
    const sentence = `scenarios/recorded.csv:1: the header must be ${HEADER}`;
    for (const content of [
      '0,short,1\n',
      'arrivalMs;type;serviceMs\n',
      `${HEADER},key\n`,
      `"${HEADER}\n`,
      'x'.repeat(100_000),
    ])
      expect(await mistakesOf(() => read(content)), content.slice(0, 80)).to.deep.equal([sentence]);
  });

  it('must have requests', async () => {
    const told = [
      'scenarios/recorded.csv: no requests; the first line must be arrivalMs,type,serviceMs, then one line for each request',
    ];
    expect(await mistakes()).to.deep.equal(told);
    expect(await mistakesOf(() => read(''))).to.deep.equal(told);
  });

  it('must be a file', async () => {
    await mkdir(join(path, 'folder.csv'));
    await symlink('/dev/zero', join(path, 'device.csv'));
    await promisify(execFile)('mkfifo', [join(path, 'pipe.csv')]);
    for (const [file, told] of [
      ['folder.csv', 'is a folder; a trace is a file'],
      ['device.csv', 'is a device or a pipe; a trace is a file'],
      ['pipe.csv', 'is a device or a pipe; a trace is a file'],
    ] as const)
      expect(
        await mistakesOf(() => readTrace(new URL(file, folder), `scenarios/${file}`, TYPES)),
      ).to.deep.equal([`scenarios/${file}: ${told}`]);
  });

  for (const [line, told] of [
    ['1,short', 'must have 3 fields, but has 2'],
    ['1,short,2,', 'must have 3 fields, but has 4'],
    ['', 'must have 3 fields, but has 1'],
    ['-1,short,2', `arrivalMs ${MS}, but is "-1"`],
    [' 1,short,2', `arrivalMs ${MS}, but is " 1"`],
    ['NaN,short,2', `arrivalMs ${MS}, but is "NaN"`],
    ['1e999,short,2', `arrivalMs ${MS}, but is "1e999"`],
    ['1,short,', `serviceMs ${MS}, but is ""`],
    ['1,short,-2', `serviceMs ${MS}, but is "-2"`],
    ['1,short,0x10', `serviceMs ${MS}, but is "0x10"`],
    ['1662749136019000,short,1', 'arrivalMs must be in ms, but 1662749136019000 ms is after the year 2100'],
    ['1,short,3600001', 'serviceMs must be at most 3600000, but is 3600001'],
    ['1,"short,2', 'a quote is not closed'],
    ['1,sh"or"t,2', 'a quote is not closed'],
    ['1,"short" ,2', 'a quote is not closed'],
    ['1,middle,2', 'type must be one of short, long'],
    ['1,__proto__,2', 'type must be one of short, long'],
    ['1,constructor,2', 'type must be one of short, long'],
  ] as const) {
    it(`tells the line of a mistake: ${line || 'nothing at all'}`, async () => {
      expect(await mistakes('5,short,1', line, '6,long,1')).to.deep.equal([
        `scenarios/recorded.csv:3: ${told}`,
      ]);
    });
  }

  it('tells of several mistakes at once, each with its line', async () => {
    expect(await mistakes('x,short,1', '1,short,1', '2,none,1', '', '2,long,1')).to.deep.equal([
      `scenarios/recorded.csv:2: arrivalMs ${MS}, but is "x"`,
      'scenarios/recorded.csv:4: type must be one of short, long',
      'scenarios/recorded.csv:5: must have 3 fields, but has 1',
    ]);
  });

  it('tells no more than a person will read', async () => {
    const told = await mistakes(...Array.from({ length: 1000 }, () => 'nonsense'));
    expect(told).to.have.length(10);
    expect(told[9]).to.match(/^scenarios\/recorded\.csv:11: /);
  });
});

describe('a scenario with a trace', () => {
  let path: string;

  before(async () => {
    path = await mkdtemp(join(tmpdir(), 'traces-'));
    await writeFile(join(path, 'recorded.csv'), `${HEADER}\n100,short,1\n200,long,2\n`);
  });
  after(() => rm(path, { recursive: true }));

  const traced = (warmupMs: number, durationMs: number) =>
    withTrace(
      {
        ...TWO_TYPES_FILE,
        load: { model: 'trace', file: 'recorded.csv', connectionsPerHttpWorker: 1, warmupMs, durationMs },
      },
      { source: join(path, 'mine.ts'), place: 'scenarios/mine.ts' },
    );

  it('has what the file holds', async () => {
    const { load } = await traced(150, 51);
    expect(load).to.deep.include({
      rows: [
        { arrivalMs: 100, type: 'short', serviceMs: 1 },
        { arrivalMs: 200, type: 'long', serviceMs: 2 },
      ],
    });
  });

  for (const [warmupMs, durationMs] of [
    [0, 100],
    [201, 1000],
    [101, 99],
  ] as const)
    it(`is refused where nothing would be measured: ${durationMs} ms after ${warmupMs}`, async () => {
      expect(await mistakesOf(() => traced(warmupMs, durationMs))).to.deep.equal([
        `scenarios/recorded.csv: its requests arrive from 100 to 200 ms, none in the measured time, ${warmupMs} to ${warmupMs + durationMs} ms: change warmupMs and durationMs`,
      ]);
    });
});
