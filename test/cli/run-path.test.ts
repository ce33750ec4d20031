import { join } from 'node:path';
import { expect } from 'chai';
import { runPath } from '../../src/cli/run-path.ts';

describe('the path of a run', () => {
  const { INIT_CWD, npm_package_json } = process.env;

  afterEach(() => {
    for (const [name, value] of Object.entries({ INIT_CWD, npm_package_json })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('counts from where the user stands, also if npm moved into the folder of the package', async () => {
    delete process.env.npm_package_json;
    expect(await runPath('A/analysis.json', 'results')).to.equal('A/analysis.json');
    process.env.npm_package_json = join(process.cwd(), 'package.json');
    process.env.INIT_CWD = '/somewhere';
    expect(await runPath('A/analysis.json', 'results')).to.equal('/somewhere/A/analysis.json');
    expect(await runPath('/there', 'results')).to.equal('/there');
  });
});
