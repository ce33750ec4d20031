import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runReport } from '../../src/report/run/run-report.ts';
import { simulationReport } from '../../src/report/simulation/simulation-report.ts';
import { inTerminal } from '../../src/report/table/terminal.ts';
import { seal, unseal } from '../../src/results/seal.ts';
import { saveRun } from '../../src/results/store.ts';
import { blocksOf, judgedRun, runWith } from '../comparison/trials.ts';
import { makePipe } from '../results/make-pipe.ts';
import { strategy, summary } from '../results/tiny-run.ts';
import { simulated } from '../results/tiny-simulation.ts';
import { type Ended, runMany } from './command.ts';

const GOOD = judgedRun(blocksOf({ base: 1, rival: 0.5 }, 8, 0.03, 1));
const SLOWER = runWith(blocksOf({ base: 1, rival: 0.65 }, 8, 0.03, 1), { runId: 'run-2' });
const TEXT = seal(GOOD);
const EDITED = seal({ ...GOOD, seed: 'one' });
const TOUCHED = TEXT.replace('"block":3', '"block":4');

/** What may stand in a result file, and why it is not a result. */
const BAD: Readonly<Record<string, readonly [content: string, why: RegExp]>> = {
  truncated: [TEXT.slice(0, TEXT.length / 2), /not whole JSON/],
  empty: ['', /not whole JSON/],
  foreign: ['{"name":"some-package"}\n', /not a result file/],
  newer: [JSON.stringify({ ...GOOD, schemaVersion: 99 }), /written by a newer version/],
  edited: [EDITED, /seed: /],
  touched: [TOUCHED, /was changed after it was written/],
  deep: [
    `{"schemaVersion":2,"digest":"0123456789abcdef","deep":${'['.repeat(9000)}${']'.repeat(9000)}}`,
    /nested more than 50 deep/,
  ],
};

/** Clears the screen, is taken for a formula, ends its line and its cell. */
const EVIL = '=\u001b[2J\u001b[32mbase\n|\u202e\u009b';
const FOREIGN = runWith(
  [...blocksOf({ base: 1, rival: 0.5 }, 8, 0.03, 1)].map((one) =>
    one.strategy === 'base' ? { ...one, strategy: EVIL } : one,
  ),
  {
    runId: EVIL,
    design: { ...GOOD.design, baseline: EVIL },
    strategies: [strategy(EVIL, [summary(EVIL, 8)]), strategy('rival', [summary(EVIL, 9)])],
    warnings: [{ code: EVIL, strategy: EVIL, message: EVIL }],
    complete: false,
  },
);
const FORMATS = ['table', 'markdown', 'csv', 'json'];

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
    await saveRun(await place('B'), SLOWER);
    await saveRun(await place('S'), simulated(1));
    await saveRun(await place('S2'), simulated(1.2, { runId: 'sim-2' }));
    const { allAlikeP: _, ...older } = { ...GOOD, comparisons: [], best: ['base'] };
    await saveRun(await place('older'), { ...older, friedman: { p: 0.5, meanRanks: {} } });
    await saveRun(await place('other'), { ...GOOD, scenario: { ...GOOD.scenario, name: 'other' } });
    await saveRun(await place('evil'), FOREIGN);
    makePipe(join(folder, 'pipe'));
    for (const [name, [content]] of Object.entries(BAD))
      await writeFile(join(await place(name), 'analysis.json'), content);
    const lines: (readonly [name: string, ...what: string[]])[] = [
      ...[...Object.keys(BAD), 'missing', 'other', 'B'].map((name) => [name, 'A', name] as const),
      ['alone', 'A'],
      ['older alone', 'older'],
      ['simulated alone', 'S'],
      ['simulated', 'S', 'S2', '--fail-if=p95 > +10%'],
      ['live beside simulated', 'A', 'S'],
      ['itself', 'A', 'A/analysis.json', '--fail-if=p95 > +1%'],
      ['gate', 'A', 'B', '--fail-if=short p95 > +10%'],
      ['foreign alone', 'evil'],
      ...FORMATS.map(
        (format) =>
          [
            `foreign ${format}`,
            'evil',
            'evil',
            '--verbose',
            `--format=${format}`,
            '--fail-if=p95 > +1%',
          ] as const,
      ),
      ['foreign beside', 'evil', 'other'],
      ['pipe', 'A', 'pipe'],
      ['\u001b[2J', 'A', '\u001b[2J'],
      ['p99', 'A', 'B', '--fail-if=p99 > +5%'],
      ...['markdown', 'csv', 'json'].flatMap((format) => [
        [format, 'A', 'B', 'A', `--format=${format}`] as const,
        [`${format} alone`, 'A', `--format=${format}`] as const,
      ]),
    ];
    const all = await runMany(
      lines.map(([, ...what]) => ['compare', ...what]),
      folder,
    );
    for (const [i, [name]] of lines.entries()) ended.set(name, all[i]!);
  });
  after(() => rm(folder, { recursive: true }));

  for (const [name, why] of [
    ...Object.entries(BAD).map(([key, [, reason]]) => [key, reason] as const),
    ['missing', /cannot read/] as const,
    ['pipe', /is a pipe, not a plain file/] as const,
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
    expect(stderr).to.equal('run-1 ran tiny, run-1 ran other: there is nothing to compare\n');
    expect(code).to.equal(2);
  });

  it('prints a run that is alone as it was printed when it was made', () => {
    const { code, stdout, stderr } = ended.get('alone')!;
    expect(stderr).to.equal('');
    expect(stdout).to.equal(inTerminal(runReport(GOOD), Number.POSITIVE_INFINITY));
    expect(code).to.equal(0);
  });

  it('prints an older run with what today is said of its trials', () => {
    expect(ended.get('older alone')!.stdout).to.equal(ended.get('alone')!.stdout);
  });

  it('prints a simulated run, compares it with another, and refuses it beside a live one', () => {
    expect(ended.get('simulated alone')!.stdout).to.equal(
      inTerminal(simulationReport(simulated(1)), Number.POSITIVE_INFINITY),
    );
    const { code, stdout, stderr } = ended.get('simulated')!;
    expect(stdout).to.match(
      /^Of 2 comparisons: 2 worse\.\n.*replication by replication.*\na +short, load 0\.5 .* worse/s,
    );
    expect(stderr.match(/^Limit crossed: .*: a, short: at least 20\.0 % more$/gm)).to.have.lengthOf(2);
    expect(code).to.equal(3);
    const refused = ended.get('live beside simulated')!;
    expect(refused).to.include({ code: 2, stdout: '' });
    expect(refused.stderr.trimEnd().split('\n')).to.have.lengthOf(1);
  });

  it('prints two runs beside each other, with verdicts', () => {
    const { code, stdout, stderr } = ended.get('B')!;
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout).to.match(
      /^Of 2 comparisons: 1 worse and 1 the same\.\n\nbefore: run-1, .*\nafter: run-2, .*\nBoth have the same options, .*\nBoth had the same requests/,
    );
    expect(stdout).to.match(/\nrival +short +p95 .* \+30 % \[.* worse\n$/);
    expect(stdout, 'what did not change is only counted').to.not.match(/^base +short/m);
  });

  it('of a run with itself shows no change, by folder or by file', () => {
    const { code, stdout, stderr } = ended.get('itself')!;
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout).to.match(/^Nothing changed: 2 of 2 comparisons are the same\.\n/);
    expect(stdout).to.not.match(/^strategy/m);
  });

  it('exits 3 where a limit is certainly crossed, and says by whom', () => {
    const { code, stderr } = ended.get('gate')!;
    expect(stderr).to.match(/^Limit crossed: short p95 > \+10%: rival, short: at least \d+\.\d % more\n$/);
    expect(code).to.equal(3);
  });

  it('lets nothing that a foreign file says reach the terminal as more than text', () => {
    for (const name of [
      'foreign alone',
      'foreign beside',
      ...FORMATS.map((format) => `foreign ${format}`),
      '\u001b[2J',
    ]) {
      const { stdout, stderr } = ended.get(name)!;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what is looked for.
      expect(stdout + stderr, name).to.not.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(stdout + stderr, name).to.include('\\u001b[2J');
    }
    const { stdout } = ended.get('foreign alone')!;
    expect(stdout, 'nor as more than one line').to.include(
      '\nWarning: =\\u001b[2J\\u001b[32mbase\\u000a|\\u202e\\u009b:',
    );
    const widths = stdout
      .split('\n')
      .filter((line) => line.startsWith('=\\u001b'))
      .map((line) => line.search(/ {2}\S+$/));
    expect(new Set(widths), 'and columns stay columns').to.have.property('size', 1);
    const [, ...lines] = ended.get('foreign csv')!.stdout.trimEnd().split('\n');
    for (const line of lines) {
      const cells = line.split(',');
      expect(cells).to.have.lengthOf(15);
      for (const cell of cells) expect(cell, 'no formula').to.not.match(/^"?[=+@\t]/);
    }
    const rows = ended
      .get('foreign markdown')!
      .stdout.split('\n')
      .filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length))).to.have.property('size', 1);
    const { before } = JSON.parse(ended.get('foreign json')!.stdout);
    expect(before.runId, 'which JSON says as it is').to.equal(EVIL);
  });

  it('judges a percentile that is not in the table, or says what it takes', () => {
    const { code, stderr } = ended.get('p99')!;
    expect(stderr).to.match(/p99 needs 1000 requests in every block, but a block has only 400\n$/);
    expect(code).to.equal(2);
  });

  it('prints several runs beside the first as one document in Markdown, CSV or JSON', () => {
    const rows = ended
      .get('markdown')!
      .stdout.split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows, 'of which three did not change').to.have.lengthOf(2 + 1);
    expect(new Set(rows.map((row) => row.split('|').length))).to.have.property('size', 1);
    expect(rows[0]).to.match(/^\| run \| .* \| before \(ms\) \|/);
    const [head, ...lines] = ended.get('csv')!.stdout.trimEnd().split('\n');
    const cells = lines.map((line) => line.split(','));
    for (const own of cells) expect(own).to.have.lengthOf(head!.split(',').length);
    expect(cells.map(([run, kind]) => `${run} ${kind}`)).to.deep.equal(
      ['run-2', 'run-1'].flatMap((run) => [`${run} drift`, `${run} change`, `${run} change`]),
    );
    const { after, changes } = JSON.parse(ended.get('json')!.stdout);
    expect(
      after.map(({ runId, paired }: { runId: string; paired: boolean }) => [runId, paired]),
    ).to.deep.equal([
      ['run-2', true],
      ['run-1', true],
    ]);
    expect(
      changes.map(({ run, verdict }: { run: string; verdict: string }) => `${run} ${verdict}`),
    ).to.deep.equal(['run-2 same', 'run-2 worse', 'run-1 same', 'run-1 same']);
  });

  it('prints one run as Markdown, CSV or JSON, with units in the head', () => {
    expect(ended.get('markdown alone')!.stdout).to.match(/\n\n\| strategy \| .*short p95 \(ms\) \|/);
    expect(ended.get('csv alone')!.stdout).to.match(/^strategy,connections,requests,.*,p95Ms,/);
    expect(unseal(JSON.parse(ended.get('json alone')!.stdout))).to.deep.equal(GOOD);
  });
});
