import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { resultSchemas } from '../../src/results/json-schema.ts';

const PAGE = 'docs/result-schema.json';

describe('the published schema of results', () => {
  it(`is ${PAGE} (npm run docs writes it)`, async () => {
    expect(await readFile(PAGE, 'utf8')).to.equal(resultSchemas());
  });

  it('says which version it is and refuses what is not named', () => {
    const run = JSON.parse(resultSchemas())['analysis.json'];
    expect(run.properties.schemaVersion.const).to.equal(2);
    expect(run.additionalProperties).to.equal(false);
    expect(run.required).to.include.members(['trials', 'comparisons', 'design']);
  });
});
