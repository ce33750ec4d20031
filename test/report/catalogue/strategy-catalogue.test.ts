import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { descriptionOf } from '../../../src/catalogue/strategy-description.ts';
import type { StrategyDefinition } from '../../../src/contract/strategy.ts';
import { PROJECT_ROOT } from '../../../src/processes/roots.ts';
import { describeStrategy } from '../../../src/report/catalogue/catalogue-list.ts';
import { strategyCatalogue } from '../../../src/report/catalogue/strategy-catalogue.ts';
import { readStrategies } from '../../strategies/strategy-folder.ts';

const PAGE = 'docs/strategies.md';

const PLAIN: StrategyDefinition = {
  title: 'The first worker',
  source: 'an example',
  binding: 'arrival',
  signal: 'nothing at all',
  ties: 'there are none',
  order: 'first come',
  cost: 'O(1)',
  shines: 'in a test',
  fails: 'under load',
  uses: [],
  window: Number.POSITIVE_INFINITY,
  create: (cluster) => ({ jobArrived: (job) => cluster.assign(job, cluster.workerAt(0)), workerFree() {} }),
};

/** As little as a strategy may say. */
const TERSE: StrategyDefinition = { title: 'Mine', uses: [], window: 2, create: PLAIN.create };

const SETTABLE: StrategyDefinition = {
  ...PLAIN,
  title: 'Either | or',
  binding: 'late',
  uses: ['type', 'latency'],
  window: 1,
  parameters: {
    d: { kind: 'integer', default: 2, min: 1, max: 9, about: 'workers drawn' },
    share: { kind: 'number', default: 0.5, min: 0, max: 1, about: 'how much' },
    draw: { kind: 'choice', default: 'with', choices: ['with', 'without'], about: 'how they are drawn' },
  },
};

const page = strategyCatalogue([
  { name: 'plain', definition: PLAIN },
  { name: 'settable', definition: SETTABLE },
  { name: 'terse', definition: TERSE },
]);

/** The lines of the overview, head first. */
function overview(markdown: string): string[] {
  return markdown.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('| -'));
}

function cellsOf(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function sectionOf(markdown: string, name: string): string {
  return markdown.split('\n## ').find((section) => section.startsWith(`${name}\n`)) ?? '';
}

describe('the catalogue of strategies', () => {
  it('begins with a line for each, which leads to its section', () => {
    expect(overview(page).map(cellsOf)).to.deep.equal([
      ['strategy', 'standard name', 'binds', 'may know', 'cost of a decision', 'window'],
      ['[plain](#plain)', 'The first worker', 'at arrival (push)', 'nothing of the jobs', 'O(1)', 'no limit'],
      ['[settable](#settable)', 'Either \\| or', 'late (pull)', 'type, latency', 'O(1)', '1'],
      ['[terse](#terse)', 'Mine', '', 'nothing of the jobs', '', '2'],
    ]);
  });

  it('has columns of one width', () => {
    expect(new Set(overview(page).map(({ length }) => length)).size).to.equal(1);
  });

  it('says of each all that its definition does', () => {
    const section = sectionOf(page, 'plain');
    const { title, source, signal, ties, order, cost, shines, fails } = PLAIN;
    for (const text of [title, source, signal, ties, order, cost, shines, fails])
      expect(section).to.include(text);
    expect(section).to.not.include('Parameters');
  });

  it('leaves out what a definition does not say', () => {
    expect(sectionOf(page, 'terse')).to.equal(
      'terse\n\nMine.\n\n- **May know**: nothing of the jobs\n- **Window**: 2\n',
    );
  });

  it('gives each parameter with what it may be', () => {
    expect(sectionOf(page, 'settable').split('Parameters:\n\n')[1]).to.equal(
      [
        '- `d`: workers drawn; a whole number from 1 to 9, default 2',
        '- `share`: how much; a number from 0 to 1, default 0.5',
        '- `draw`: how they are drawn; one of with, without, default with',
        '',
      ].join('\n'),
    );
  });
});

describe('all about one strategy', () => {
  it('is all that its definition says', () => {
    expect(describeStrategy({ name: 'settable', definition: SETTABLE })).to.deep.equal([
      'settable, a strategy: Either | or',
      '  binds late (pull)',
      '  signal: nothing at all',
      '  ties: there are none',
      '  order: first come',
      '  may know: type, latency',
      '  cost: O(1)',
      '  window: 1',
      '  parameter d: workers drawn; default 2',
      '  parameter share: how much; default 0.5',
      '  parameter draw: how they are drawn; default with',
      '  shines in a test',
      '  fails under load',
      '  source: an example',
    ]);
  });

  it('leaves out what a definition does not say', () => {
    expect(describeStrategy({ name: 'terse', definition: TERSE })).to.deep.equal([
      'terse, a strategy: Mine',
      '  may know: nothing of the jobs',
      '  window: 2',
    ]);
  });
});

describe(PAGE, () => {
  it('is what the files of strategies/ say', async () => {
    const written = await readFile(new URL(PAGE, PROJECT_ROOT), 'utf8').catch(() => '');
    const strategies = (await readStrategies()).map(({ name, definition }) => ({
      name,
      definition: descriptionOf(definition),
    }));
    const upToDate = written === strategyCatalogue(strategies);
    expect(upToDate, `${PAGE} is not what strategies/ say: \`npm run docs\` writes it`).to.equal(true);
  });
});
