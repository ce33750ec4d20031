import { expect } from 'chai';
import { namesIn } from '../../src/catalogue/plug-in.ts';
import { type Ended, run, runMany, start } from './command.ts';

type Case = readonly [line: string, told: RegExp];

/** What the user got wrong, each with what he must be told. */
const MISTAKES: readonly [Case, ...Case[]] = [
  [
    'bench --strategy=least-activ',
    /^There is no strategy "least-activ"\. Did you mean least-active\? Choices: /,
  ],
  [
    'bench --strategy=nope,type-affinity:homes=0',
    /^There is no strategy "nope".*\ntype-affinity: homes must be /,
  ],
  ['bench --scenario=mixd', /^There is no scenario "mixd"\. Did you mean mixed\? Choices: /],
  ['bench --scenario=../x', /^There is no scenario "\.\.\/x"\. Choices: /],
  ['bench --time-scale=0', /'--time-scale <factor>'.*'0'.*It must be a number from 0\.001 to 1000\./],
  ['bench --window=0', /'--window <jobs>'.*'0'.*It must be a whole number from 1, or 'none'/],
  ['bench --seed=-1', /'--seed <number>'.*'-1'.*It must be a whole number from 0 to 4294967295\./],
  ['bench --stategy random', /unknown option '--stategy'[\s\S]*Did you mean --strategy\?/],
  ['bnech', /unknown command 'bnech'[\s\S]*Did you mean bench\?/],
  ['serve --port=65536', /'--port <number>'.*It must be a whole number from 0 to 65535\./],
  ['serve --strategy=random,pull-fifo', /^serve runs one strategy at a time$/m],
  [
    'bench --resume=x --seed=3 --scenario=mixed --json',
    /^--resume goes on as the run began; leave out --scenario, --seed$/m,
  ],
  ['soak --strategy=random,pull-fifo', /^soak runs one strategy at a time$/m],
  ['soak --scenario=saturation', /^soak needs an open load with a rate; saturation has none$/m],
  ['faults --strategy=inline', /^inline schedules nothing: name a strategy$/m],
  ['list everything', /^list takes strategies, scenarios or schema, but is given "everything"$/m],
  ['', /^Usage: cluster-bench/],
];

describe('a command line that asks for what cannot be', function () {
  this.timeout(60_000);
  const ended = new Map<string, Ended>();

  before(async () => {
    const lines = MISTAKES.map(([line]) => line);
    const all = await runMany(lines.map((line) => line.split(' ').filter((word) => word !== '')));
    for (const [i, line] of lines.entries()) ended.set(line, all[i]!);
  });

  for (const [line, told] of MISTAKES) {
    it(`is told so, and exits 2: ${line || 'nothing'}`, () => {
      const { code, stdout, stderr } = ended.get(line)!;
      expect(stderr).to.match(told);
      expect(stderr, 'no stack trace').to.not.match(/^\s+at /m);
      expect(stdout).to.equal('');
      expect(code).to.equal(2);
    });
  }

  it('is told the same in a process of its own', async () => {
    const [[line]] = MISTAKES;
    expect(await run(line.split(' '))).to.deep.equal(ended.get(line));
  });
});

describe('help', function () {
  this.timeout(60_000);

  it('of every command has examples', async () => {
    const [program] = await runMany([['--help']]);
    const { code, stdout } = program!;
    expect(code).to.equal(0);
    const [, commands = ''] = stdout.split('Commands:');
    const names = [...commands.matchAll(/^ {2}(\w+)/gm)]
      .map(([, name]) => name!)
      .filter((name) => name !== 'help');
    expect(names).to.include.members(['bench', 'compare', 'list', 'serve']);
    for (const help of await runMany(names.map((name) => [name, '--help']))) {
      expect(help).to.include({ code: 0, stderr: '' });
      expect(help.stdout).to.match(/\nExamples?:\n {2}npm run /);
    }
  });
});

describe('list', function () {
  this.timeout(60_000);

  it('shows every strategy and every scenario, or those that are asked for', async () => {
    const [all, scenarios] = (await runMany([['list'], ['list', 'scenarios']])) as [Ended, Ended];
    for (const listed of [all, scenarios]) expect(listed).to.include({ code: 0, stderr: '' });
    for (const name of await namesIn('scenarios'))
      expect(scenarios.stdout).to.match(new RegExp(`^${name}$`, 'm'));
    const strategies = all.stdout.slice(0, -scenarios.stdout.length);
    expect(all.stdout).to.equal(strategies + scenarios.stdout);
    for (const name of await namesIn('strategies')) expect(strategies).to.match(new RegExp(`^${name}$`, 'm'));
  });

  it('ends without a word when its reader has seen enough', async () => {
    const { stdout, ended } = start(['list']);
    stdout.destroy();
    expect(await ended).to.deep.equal({ code: 0, stdout: '', stderr: '' });
  });
});
