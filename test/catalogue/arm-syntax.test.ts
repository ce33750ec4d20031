import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { parseArms, parseRows } from '../../src/catalogue/arm-syntax.ts';
import { type Arm, overWires, wireOf } from '../../src/catalogue/arms.ts';
import { namesIn } from '../../src/catalogue/plug-in.ts';
import { COMPILED_ROOT, PROJECT_ROOT } from '../../src/processes/roots.ts';
import { mistakesOf, reachesTerminal } from './mistakes.ts';

async function arm(text: string, window?: number): Promise<Arm> {
  const arms = await parseArms([text], window);
  expect(arms).to.have.length(1);
  return arms[0]!;
}

async function labels(...texts: string[]): Promise<string[]> {
  return (await parseArms(texts, undefined)).map(({ label }) => label);
}

async function refusal(...texts: string[]): Promise<readonly string[]> {
  return mistakesOf(() => parseArms(texts, undefined));
}

describe('what stands behind --wire', () => {
  it('makes a row of each strategy over each wire; inline has no wire', async () => {
    const arms = overWires(await parseArms(['pull-fifo,inline'], undefined), ['ipc', 'threads']);
    expect(arms.map(({ label }) => label)).to.deep.equal(['inline', 'pull-fifo', 'pull-fifo@threads']);
    expect(arms.map(wireOf)).to.deep.equal(['ipc', 'ipc', 'threads']);
  });
});

describe('what people use instead, behind --strategy', () => {
  it('is a row with its parameters, of which the label shows those that differ from the defaults', async () => {
    const rows = await parseRows(
      ['pull-fifo,pool:piscina,pool:poolifier:place=primary:choice=fair-share,queue:nats,cluster:os'],
      undefined,
    );
    expect(rows.map(({ kind, label }) => [kind, label])).to.deep.equal([
      ['strategy', 'pull-fifo'],
      ['pool', 'pool:piscina'],
      ['pool', 'pool:poolifier:choice=fair-share:place=primary'],
      ['queue', 'queue:nats'],
      ['cluster', 'cluster:os'],
    ]);
  });

  it('is refused with the nearest name, or what a parameter may be', async () => {
    const mistakes = await mistakesOf(() =>
      parseRows(['pool:pisicna', 'pool:piscina:place=moon', 'queue:nats:a=1'], undefined),
    );
    expect(mistakes).to.have.length(3);
    expect(mistakes[0]).to.match(
      /^There is no alternative "pool:pisicna". Did you mean pool:piscina\? Choices: /,
    );
    expect(mistakes[1]).to.equal('pool:piscina: place must be one of http, primary, but is "moon"');
    expect(mistakes[2]).to.equal('queue:nats has no parameters, but "a=1" sets one');
  });

  it('is no strategy: what only schedules cannot have it', async () => {
    expect(await refusal('pull-fifo,queue:bullmq')).to.deep.equal([
      'queue:bullmq is not a strategy: only a live bench of its own cluster runs it beside strategies',
    ]);
  });
});

describe('what stands behind --strategy', () => {
  it('is a strategy by the name of its file, with its defaults', async () => {
    expect(await arm('type-affinity')).to.deep.equal({
      kind: 'strategy',
      label: 'type-affinity',
      name: 'type-affinity',
      parameters: { homes: 2, full: 2 },
      window: 2,
      uses: ['type'],
      file: {
        place: 'strategies/type-affinity.ts',
        source: fileURLToPath(new URL('strategies/type-affinity.ts', PROJECT_ROOT)),
        module: new URL('strategies/type-affinity.js', COMPILED_ROOT).href,
      },
    });
  });

  it('sets parameters, and the label shows those that differ from the defaults', async () => {
    const set = await arm('type-affinity:full=2:homes=3');
    expect(set).to.deep.include({ label: 'type-affinity:homes=3', parameters: { homes: 3, full: 2 } });
    expect((await arm('type-affinity:homes=1:full=9')).label).to.equal('type-affinity:homes=1:full=9');
  });

  it('is inline where there is no strategy at all', async () => {
    expect(await arm('inline', 3)).to.deep.equal({ kind: 'inline', label: 'inline' });
  });

  it('may be several by comma or by repetition, in the order given, inline first, nothing twice', async () => {
    expect(await labels('random,least-active', 'inline,pull-fifo', 'random')).to.deep.equal([
      'inline',
      'random',
      'least-active',
      'pull-fifo',
    ]);
  });

  it('is the same strategy twice if the parameters differ', async () => {
    expect(await labels('type-affinity,type-affinity:homes=1')).to.deep.equal([
      'type-affinity',
      'type-affinity:homes=1',
    ]);
  });

  it('may be all: inline, then every file of the folder', async () => {
    expect(await labels('all')).to.deep.equal(['inline', ...(await namesIn('strategies'))]);
  });

  it('takes the window of the run, or its own; no limit survives JSON', async () => {
    expect(await arm('least-active')).to.include({ window: 2 });
    expect(await arm('least-active', 7)).to.include({ window: 7, label: 'least-active' });
    expect(await arm('least-active:window=4', 7)).to.include({ window: 4, label: 'least-active:window=4' });
    expect(await arm('least-active:window=2')).to.include({ window: 2, label: 'least-active' });
    expect(await arm('least-active:window=none')).to.include({ window: null });
    await arm('least-active:window=0').then(
      () => expect.fail('it was taken'),
      (error) =>
        expect(error.message).to.equal(
          'least-active: window must be a whole number from 1 to 1000000 or none, but is "0"',
        ),
    );
    expect(await arm('least-active', Number.POSITIVE_INFINITY)).to.include({ window: null });
  });
});

describe('a mistake behind --strategy', () => {
  it('in a name is answered with the nearest name and all there are', async () => {
    const [sentence, ...others] = await refusal('least-activ');
    expect(others).to.deep.equal([]);
    expect(sentence).to.match(/^There is no strategy "least-activ"\. Did you mean least-active\? Choices: /);
    for (const name of await namesIn('strategies')) expect(sentence).to.include(name);
    expect(sentence).to.match(/inline, all\.$/);
  });

  it('far from any name gets no guess', async () => {
    expect((await refusal('zzzzzzzzzzzzzzzzzzz'))[0]).to.not.include('Did you mean');
  });

  for (const name of [
    '',
    ' ',
    'constructor',
    '__proto__',
    'toString',
    'Least-Active',
    '%2e%2e',
    'random ',
    'x'.repeat(100_000),
  ]) {
    it(`is the name ${JSON.stringify(name.slice(0, 30))}`, async () => {
      const [sentence] = await refusal(name);
      expect(sentence).to.match(/^There is no strategy "/);
      expect(sentence).to.have.length.below(2000);
    });
  }

  it('is the path of a file that is not there, or that no strategy is called by', async () => {
    expect(await refusal('least-active.js')).to.deep.equal([
      'least-active.js: there is no such file. Did you mean least-active?',
    ]);
    expect((await refusal('../strategies/random'))[0]).to.match(/strategy files are named like mine\.ts/);
  });

  it('brings no control character to the terminal', async () => {
    for (const text of [
      '\u001b[31mred',
      '\u009b31mred',
      'bell\u0007',
      'two\nlines',
      '\u007f',
      '\u202efdp.exe',
      '\u2028',
    ]) {
      const told = await refusal(
        text,
        `type-affinity:${text}=1`,
        `type-affinity:homes=${text}`,
        `random:${text}`,
      );
      expect(told).to.have.length(4);
      expect(told.filter(reachesTerminal)).to.deep.equal([]);
    }
  });

  it('in a parameter says what would be right', async () => {
    expect(await refusal('type-affinity:homes=0')).to.deep.equal([
      'type-affinity: homes must be a whole number from 1 to 1000, but is "0"',
    ]);
    for (const value of ['', '1.5', '1001', '-1', '1e2', 'NaN', 'Infinity', '0x2', ' 1', '1=1']) {
      expect(await refusal(`type-affinity:homes=${value}`), value).to.deep.equal([
        `type-affinity: homes must be a whole number from 1 to 1000, but is ${JSON.stringify(value)}`,
      ]);
    }
  });

  it('is a parameter that is set twice, whatever to', async () => {
    for (const again of ['1', '2']) {
      expect(await refusal(`type-affinity:homes=1:homes=${again}`)).to.deep.equal([
        'type-affinity: homes is set twice',
      ]);
    }
  });

  it('in the name of a parameter is answered with the nearest', async () => {
    expect(await refusal('type-affinity:home=1')).to.deep.equal([
      'There is no parameter of type-affinity "home". Did you mean homes? Choices: homes, full.',
    ]);
    for (const name of ['constructor', '__proto__', 'hasOwnProperty'])
      expect((await refusal(`type-affinity:${name}=1`))[0]).to.match(
        /^There is no parameter of type-affinity/,
      );
  });

  it('is a parameter for what has none', async () => {
    expect(await refusal('random:homes=1')).to.deep.equal([
      'random has no parameters, but "homes=1" sets one',
    ]);
    expect(await refusal('inline:homes=1')).to.deep.equal([
      'inline has no parameters: it runs without a strategy',
    ]);
  });

  it('is reported together with every other', async () => {
    const told = await refusal(
      'least-activ,random',
      'type-affinity:homes=x:full=0:half=1',
      'inline:a=1',
      'pul-fifo',
    );
    expect(told).to.have.length(6);
    expect(told.join('\n')).to.match(
      /least-activ"[\s\S]*homes[\s\S]*full[\s\S]*half[\s\S]*inline[\s\S]*pul-fifo/,
    );
  });
});
