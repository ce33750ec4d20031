import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { endInspection, type Inspection, inspect } from '../../src/catalogue/inspection.ts';
import { mistakesOf } from '../../src/catalogue/mistakes-of-file.ts';
import type { PlugIn } from '../../src/catalogue/plug-in.ts';

const DEFINITION = `export default {
  title: 't',
  uses: [],
  window: Infinity,
  create: () => ({ jobArrived() {}, workerFree() {} }),`;

describe('looking at a file', function () {
  this.timeout(60_000);
  let folder: string;
  let files = 0;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inspection-'));
  });
  after(async () => {
    endInspection();
    await rm(folder, { recursive: true });
  });

  async function strategy(source: string): Promise<PlugIn> {
    const name = `file-${files++}`;
    const path = join(folder, `${name}.mjs`);
    await writeFile(path, source);
    const place = `strategies/${name}.ts`;
    return {
      folder: 'strategies',
      label: name,
      name,
      place,
      source: path,
      module: pathToFileURL(path).href,
      mistakes: [],
    };
  }

  async function inspected(source: string): Promise<Inspection> {
    return inspect(await strategy(source));
  }

  /** Behind file and line. */
  async function told(source: string): Promise<string[]> {
    const plugIn = await strategy(source);
    const mistakes = await mistakesOf(plugIn, await inspect(plugIn));
    for (const mistake of mistakes) expect(mistake.startsWith(plugIn.place)).to.equal(true);
    return mistakes.map((mistake) => mistake.slice(plugIn.place.length));
  }

  it('tells all but how it decides, numbers that JSON does not know among it', async () => {
    const found = await inspected(`${DEFINITION} };`);
    expect(found).to.have.nested.property('strategy.window', Number.POSITIVE_INFINITY);
    expect(found).to.not.have.nested.property('strategy.create');
  });

  it('asks of a strategy a title, what it uses, a window and how it is made, and nothing else', async () => {
    const fields = (await told('export default {};')).map((mistake) => mistake.split(': ')[1]);
    expect(fields).to.deep.equal(['title', 'uses', 'window', 'create']);
    expect(await inspected(`${DEFINITION} };`)).to.have.property('strategy');
  });

  it('does not print, wait for timers, or suffer from what a file does later', async () => {
    const busy =
      "console.log('x'); console.error('x'); setInterval(() => {}, 1); setTimeout(() => { throw new Error('later'); });";
    expect(await inspected(`${busy} ${DEFINITION} };`)).to.have.property('strategy');
    expect(await inspected(`${DEFINITION} };`)).to.have.property('strategy');
  });

  it('takes nothing that a file sends for the answer', async () => {
    const sends = 'process.send({ issues: [] });';
    expect(await inspected(`${sends} ${DEFINITION} };`)).to.have.property('strategy');
  });

  it('says that loading it throws, and in which line', async () => {
    expect(await told("\n\nthrow new Error('not today');")).to.deep.equal([':3: not today']);
    expect(await told('throw 7;')).to.deep.equal([': 7']);
  });

  it('says that loading it ends the process or never comes to an end, and goes on with others', async () => {
    const exits = await told('process.exit(3);');
    const hangs = await told('await new Promise(() => {});');
    const hoards = await told('const hoard = []; for (;;) hoard.push(new Array(1e6).fill(hoard.length));');
    expect([exits, hangs, hoards]).to.deep.equal([
      [': loading it ends the process (exit code 3)'],
      [': loading it does not end within 5 s'],
      [': loading it runs out of memory'],
    ]);
    expect(await inspected(`${DEFINITION} };`)).to.have.property('strategy');
  });

  it('says what is wrong with what it makes', async () => {
    const helper = new URL('../../src/toolkit/assign-on-arrival.js', import.meta.url).href;
    const making = (create: string, said = '') => `import { assignOnArrival } from '${helper}';
export default { title: 't', uses: [], window: 1,${said}
  create: (cluster) => ${create} };`;
    const push = 'assignOnArrival(cluster, () => cluster.workers[0])';
    for (const more of ['jobFinished() {}', 'jobArrived() {}, workerFree() {}'])
      expect(await told(making(`({ ...${push}, ${more} })`))).to.deep.equal([
        ':3: create: the strategy of a helper cannot be copied: instead of { ...helper, more } write extend(helper, { more })',
      ]);
    for (const nothing of ['undefined', '({ jobArrived() {} })', 'Promise.resolve()'])
      expect(await told(making(nothing)), nothing).to.deep.equal([
        ':3: create: must return a strategy: an object with the functions jobArrived and workerFree',
      ]);
    expect(await told(making(push, " binding: 'late',"))).to.deep.equal([
      ":2: binding: must be 'arrival', like its helper, or be left out",
    ]);
    expect(await told(making(push, " binding: 'arrival',"))).to.deep.equal([]);
  });

  it('says what is wrong with parameters, and what would be right', async () => {
    const spec = (text: string) => `${DEFINITION} parameters: { ${text} } };`;
    const cases: readonly (readonly [string, RegExp])[] = [
      [
        "d: { kind: 'number', default: NaN, min: 0, max: 1, about: 'a' }",
        /parameters\.d\.default: must be a number$/,
      ],
      [
        "d: { kind: 'number', default: 0, min: 0, max: Infinity, about: 'a' }",
        /parameters\.d\.max: must be a number$/,
      ],
      [
        "d: { kind: 'integer', default: 1n, min: 0, max: 2, about: 'a' }",
        /parameters\.d\.default: must be a number$/,
      ],
      [
        "d: { kind: 'integer', default: 1.5, min: 0, max: 2, about: 'a' }",
        /parameters\.d\.default: must be a whole number where kind is 'integer'$/,
      ],
      [
        "d: { kind: 'number', default: 5, min: 0, max: 2, about: 'a' }",
        /parameters\.d\.default: must lie between min and max$/,
      ],
      [
        "d: { kind: 'choice', default: 'a,b', choices: ['a,b'], about: 'a' }",
        /parameters\.d\.choices\.0: a choice must be letters, digits, and any of \. \+ - _$/,
      ],
      [
        "d: { kind: 'int', default: 1, min: 0, max: 2, about: 'a' }",
        /parameters\.d\.kind: must be 'integer', 'number' or 'choice'$/,
      ],
      [
        "'a:b': { kind: 'number', default: 1, min: 0, max: 2, about: 'a' }",
        /: a parameter's name must be letters, digits/,
      ],
      [
        "'a=b': { kind: 'number', default: 1, min: 0, max: 2, about: 'a' }",
        /: a parameter's name must be letters, digits/,
      ],
    ];
    for (const [text, right] of cases) {
      const mistakes = await told(spec(text));
      expect(mistakes, text).to.have.length(1);
      expect(mistakes[0], text).to.match(right);
    }
  });
});
