import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { everyPlugIn } from '../../src/catalogue/every-plug-in.ts';
import { lineOf } from '../../src/catalogue/mistakes-of-file.ts';
import { NAME_PATTERN } from '../../src/catalogue/names.ts';
import { namesIn } from '../../src/catalogue/plug-in.ts';
import { loadScenario } from '../../src/catalogue/scenarios.ts';
import { knownStrategy } from '../../src/catalogue/strategies.ts';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';
import { mistakesOf } from './mistakes.ts';

/** The text of the line where the field of that path is looked for. */
async function lineNamed(scenario: string, path: readonly (string | number)[]): Promise<string> {
  const source = await readFile(new URL(`scenarios/${scenario}.ts`, PROJECT_ROOT), 'utf8');
  return source.split('\n')[lineOf(source, path) - 1] ?? '';
}

describe('the folder of strategies', function () {
  this.timeout(60_000);

  it('gives each file as a strategy of its name', async () => {
    const names = await namesIn('strategies');
    expect(names).to.include.members(['random', 'round-robin', 'least-active', 'pull-fifo']);
    expect(names).to.deep.equal([...names].sort());
    for (const name of names) expect(name).to.match(NAME_PATTERN);
    const { known, mistakes } = await everyPlugIn('strategies', knownStrategy);
    expect(known.map(({ name }) => name)).to.deep.equal(names);
    expect(mistakes).to.deep.equal([]);
  });

  it('has nothing else to give', async () => {
    for (const name of ['no-such', '', '..', 'constructor', '__proto__'])
      expect((await mistakesOf(() => knownStrategy(name)))[0]).to.match(/^There is no strategy "/);
  });
});

describe('the folder of scenarios', () => {
  it('has nothing but its files to give', async () => {
    for (const name of ['no-such', '', '__proto__', 'mixed\0'])
      expect((await mistakesOf(() => loadScenario(name)))[0]).to.match(/^There is no scenario "/);
    expect(await mistakesOf(() => loadScenario('mixd'))).to.satisfy(([sentence]: string[]) =>
      sentence?.startsWith('There is no scenario "mixd". Did you mean mixed? Choices: article, '),
    );
  });
});

describe('a file named by its path', () => {
  it('has to be there, and to be called as such files are', async () => {
    expect(await mistakesOf(() => loadScenario('./no-such.ts'))).to.deep.equal([
      'no-such.ts: there is no such file.',
    ]);
    expect(await mistakesOf(() => knownStrategy('./Mine Own.ts'))).to.deep.equal([
      'Mine Own.ts: strategy files are named like mine.ts: lower-case letters, digits and hyphens',
    ]);
    expect(await mistakesOf(() => knownStrategy('/'))).to.have.length(1);
  });
});

describe('a mistake in a file', () => {
  it('names the line of its field', async () => {
    expect(await lineNamed('mixed', ['timeoutMs'])).to.match(/^ {2}timeoutMs:/);
    expect(await lineNamed('mixed', ['cluster', 'jobWorkers'])).to.match(/jobWorkers:/);
    expect(await lineNamed('mixed', ['load', 'durationMs'])).to.match(/^ {4}durationMs:/);
  });

  it('names the right one of several fields of that name', async () => {
    expect(await lineNamed('mixed', ['types', 'report-a', 'service', 'meanMs'])).to.match(
      /'report-a'.*meanMs/,
    );
    expect(await lineNamed('mixed', ['types', 'report-b', 'service', 'meanMs'])).to.match(
      /'report-b'.*meanMs/,
    );
  });

  it('names the line of what should hold a field that is not there', async () => {
    expect(await lineNamed('mixed', ['load', 'everyMs'])).to.match(/^ {2}load: \{/);
    expect(await lineNamed('mixed', ['noSuchField'])).to.match(/^export default/);
    expect(await lineNamed('mixed', [])).to.match(/^export default/);
  });
});
