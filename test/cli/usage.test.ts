import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { namesIn } from '../../src/catalogue/plug-in.ts';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';
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
  ['bench --scenario=mixd --strategy=nope', /^There is no scenario "mixd".*\nThere is no strategy "nope"/],
  ['bench --scenario=../x', /\/x: scenario files are named like mine\.ts: /],
  ['bench --time-scale=0', /'--time-scale <factor>'.*'0'.*It must be a number from 0\.001 to 1000\./],
  [
    'bench --engine=sim --load=75',
    /'--load <shares>'.*'75'.*It must be shares from 0\.01 to 10, separated by commas, such as 0\.75 for 75 %\./,
  ],
  [
    'bench --time-scale=1000',
    /^mixed at time scale 1000: types\.report-b\.service\.meanMs: must be at most 60000, but is 160000$/m,
  ],
  [
    'soak --minutes=10000',
    /^mixed has about \d+ requests per trial, which need \d+ MB of memory for one planned trial/,
  ],
  ['bench --window=0', /'--window <jobs>'.*'0'.*It must be a whole number from 1, or 'none'/],
  ['bench --seed=-1', /'--seed <number>'.*'-1'.*It must be a whole number from 0 to 4294967295\./],
  ['bench --stategy random', /unknown option '--stategy'[\s\S]*Did you mean --strategy\?/],
  ['bench --stratgy=random', /unknown option '--stratgy=random'[\s\S]*Did you mean --strategy=random\?/],
  [
    'bench least-active',
    /^error: bench takes only options, but got "least-active"\. Did you mean --strategy=least-active\?$/m,
  ],
  [
    'bench --engine=sim --workers=10 --load=0.5',
    /'--workers <most>' cannot be used with option '--load <shares>'/,
  ],
  [
    'bench --engine=sim --max-load --workers=10',
    /'--max-load' cannot be used with option '--workers <most>'/,
  ],
  ['bench --quick --blocks=8', /'--quick' cannot be used with option '--blocks <number>'/],
  ['bench --engine=sim --margin=5% --blocks=8', /^--blocks, --margin needs --engine=live: /m],
  ['faults --seed=1 --seeds=10', /'--seed <number>' cannot be used with option '--seeds <number>'/],
  ['micro --only=path --strategy=random', /^--only=path does not measure strategies; leave out --strategy$/m],
  ['bench --\u001b[2Jx', /unknown option '--\\u001b\[2Jx'/],
  ['bnech', /unknown command 'bnech'[\s\S]*Did you mean bench\?/],
  ['serve --port=65536', /'--port <number>'.*It must be a whole number from 0 to 65535\./],
  ['serve --strategy=random,pull-fifo', /^serve runs one strategy at a time$/m],
  ['serve --wire=ipc,threads', /^serve runs over one wire at a time$/m],
  ['bench --wire=udp', /It must be one or more of ipc, threads, nats, separated by commas/],
  [
    'bench --resume=x --seed=3 --scenario=mixed --json',
    /^--resume uses the options that the run began with; leave out --scenario, --seed$/m,
  ],
  [
    'bench --scenario=tiny --blocks=8 --fail-if=objective',
    /^--fail-if="objective": tiny has no objective; give it one, /,
  ],
  ['bench --blocks=8 --fail-if=p99>1s', /p99 needs 1000 requests in every trial, .*; use p95/],
  [
    'bench --blocks=8 --fail-if=p95>+5%',
    /^--fail-if="p95>\+5%" limits a change between runs: .*'objective'$/m,
  ],
  [
    'compare x --fail-if=p95>5ms',
    /^--fail-if="p95>5ms" limits a single run: .* write for example 'p95 > \+10%'/,
  ],
  ['soak --strategy=random,pull-fifo', /^soak runs one strategy at a time$/m],
  [
    'soak --minutes=1 --kill-agents=5',
    /^--kill-agents and --kill-broker kill what soak itself started: use --wire=nats without --servers$/m,
  ],
  ['soak --scenario=saturation', /^saturation has no rate to vary; only open loads have one$/m],
  ['faults --strategy=inline', /^inline does not schedule anything; name a strategy$/m],
  [
    'list everything',
    /^There is no strategy, scenario, job or list "?everything"?\.( Did you mean \S+\?)? Choices: strategies, alternatives, scenarios, jobs, runs, schema, scenario-reference, /m,
  ],
  [
    'bench --engine=sim --strategy=pull-fifo,pool:piscina',
    /^pool:piscina is not a strategy: only a live bench of its own cluster runs it beside strategies$/m,
  ],
  [
    'bench --scenario=worker-hang --strategy=pool:piscina',
    /^worker-hang stops job workers, but workers of pool:piscina can only be killed$/m,
  ],
  ['', /^Usage: cluster-bench/],
];

const LISTS = [[], ['scenarios'], ['jobs'], ['pull-fifo'], ['tiny'], ['pull-fito']];
let answered: Promise<Ended[]> | undefined;

/** To all mistakes and then all lists, from one process. */
function answers(): Promise<Ended[]> {
  const lines = MISTAKES.map(([line]) => line.split(' ').filter((word) => word !== ''));
  answered ??= runMany([...lines, ...LISTS.map((words) => ['list', ...words])]);
  return answered;
}

describe('a command line that asks for what cannot be', function () {
  this.timeout(60_000);
  const ended = new Map<string, Ended>();

  before(async () => {
    const all = await answers();
    for (const [i, [line]] of MISTAKES.entries()) ended.set(line, all[i]!);
  });

  for (const [line, told] of MISTAKES) {
    it(`is told so, and exits 2: ${JSON.stringify(line)}`, () => {
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

describe('list', function () {
  this.timeout(60_000);
  let listed: Ended[];

  before(async () => {
    listed = (await answers()).slice(MISTAKES.length);
  });

  it('shows every strategy, scenario and job in a line, or those that are asked for', async () => {
    const [all, scenarios, jobs] = listed as [Ended, Ended, Ended];
    for (const ended of [all, scenarios, jobs]) expect(ended).to.include({ code: 0, stderr: '' });
    for (const name of await namesIn('scenarios'))
      expect(scenarios.stdout).to.match(new RegExp(`^${name} +\\S`, 'm'));
    for (const name of await namesIn('jobs')) expect(jobs.stdout).to.match(new RegExp(`^${name} +\\S`, 'm'));
    const [last] = scenarios.stdout.split('\n\n') as [string];
    const strategies = all.stdout.slice(0, all.stdout.indexOf(last));
    expect(all.stdout).to.equal(`${strategies}${last}\n\n${jobs.stdout}`);
    for (const name of await namesIn('strategies'))
      expect(strategies).to.match(new RegExp(`^${name} +\\S`, 'm'));
  });

  it('shows all about one that is named, and the nearest name of one that is not', () => {
    const [strategy, scenario, none] = listed.slice(3) as [Ended, Ended, Ended];
    expect(strategy.stdout).to.match(/^pull-fifo, a strategy: Central queue[\s\S]*\n {2}source: Erlang 1917/);
    expect(scenario.stdout).to.match(/^tiny, a scenario\n( {2}.*\n)+$/);
    expect(none).to.include({ code: 2, stdout: '' });
    expect(none.stderr).to.match(/pull-fito.* Did you mean pull-fifo\?/);
  });

  it('ends without a word when its reader has seen enough', async () => {
    const { stdout, ended } = start(['list']);
    stdout.destroy();
    expect(await ended).to.deep.equal({ code: 0, stdout: '', stderr: '' });
  });
});

describe('a command whose readers have gone', function () {
  this.timeout(60_000);

  it('exits as it would have with them', async () => {
    const { stdout, stderr, ended } = start(['bench', '--strategy=nope']);
    stdout.destroy();
    stderr.destroy();
    expect((await ended).code).to.equal(2);
  });
});

describe('a table that is piped', function () {
  this.timeout(60_000);

  it('is plain, whatever the environment says', async () => {
    const run = fileURLToPath(new URL('results/published/mixed', PROJECT_ROOT));
    const env = { CI: '1', FORCE_COLOR: '1' };
    const { code, stdout } = await start(['compare', run], undefined, undefined, env).ended;
    expect(code).to.equal(0);
    expect(stdout).to.not.include('\u001b');
  });
});

describe('an option that npm kept for itself', function () {
  this.timeout(60_000);

  it('is asked for again behind --', async () => {
    const env = { npm_lifecycle_event: 'bench', npm_config_strategy: 'random', npm_config_quick: 'true' };
    const { code, stdout, stderr } = await start(['bench'], undefined, undefined, env).ended;
    expect(stderr).to.equal(
      'npm did not pass on --strategy=random and --quick. Write: npm run bench -- --strategy=random --quick\n',
    );
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
  });
});
