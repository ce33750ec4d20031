import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { mistakeIn, namesIn, SOURCE_ROOT } from '../../src/catalogue/folder.ts';
import { NAME_PATTERN } from '../../src/catalogue/names.ts';
import { loadScenario } from '../../src/catalogue/scenarios.ts';
import { loadEveryStrategy, loadStrategy } from '../../src/catalogue/strategies.ts';
import { mistakesOf } from './mistakes.ts';

/** The text of the line that a mistake names. */
async function lineNamed(scenario: string, path: readonly PropertyKey[]): Promise<string> {
  const sentence = await mistakeIn('scenarios', scenario, path, 'is wrong');
  const number = Number(sentence.match(/^scenarios\/[a-z-]+\.ts:(\d+): /)?.[1]);
  const source = await readFile(new URL(`scenarios/${scenario}.ts`, SOURCE_ROOT), 'utf8');
  return source.split('\n')[number - 1] ?? '';
}

describe('the folder of strategies', () => {
  it('gives each file as a strategy of its name', async () => {
    const names = await namesIn('strategies');
    expect(names).to.include.members(['random', 'round-robin', 'least-active', 'pull-fifo']);
    expect(names).to.deep.equal([...names].sort());
    for (const name of names) expect(name).to.match(NAME_PATTERN);
    expect((await loadEveryStrategy()).map(({ name }) => name)).to.deep.equal(names);
  });

  it('has nothing else to give', async () => {
    for (const name of ['no-such', '', '..', '../scenarios/mixed', 'constructor', 'random.js'])
      expect((await mistakesOf(() => loadStrategy(name)))[0]).to.match(/^There is no strategy "/);
  });
});

describe('the folder of scenarios', () => {
  it('has nothing but its files to give', async () => {
    for (const name of ['no-such', '', '../x', '../strategies/random', '__proto__', 'mixed.ts', 'mixed\0'])
      expect((await mistakesOf(() => loadScenario(name)))[0]).to.match(/^There is no scenario "/);
    expect(await mistakesOf(() => loadScenario('mixd'))).to.satisfy(([sentence]: string[]) =>
      sentence?.startsWith('There is no scenario "mixd". Did you mean mixed? Choices: article, '),
    );
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

  it('says the path of the field and what is wrong', async () => {
    expect(await mistakeIn('scenarios', 'mixed', ['load', 'connections', 2], 'is wrong')).to.match(
      /^scenarios\/mixed\.ts:\d+: load\.connections\.2: is wrong$/,
    );
  });
});
