import { expect } from 'chai';
import { MissingTool } from '../../../../../src/core/missing-tool.ts';
import { requirePools } from '../../../../../src/lab/micro/dispatch/pools/installed.ts';

describe('the pools that the dispatch path is compared with', () => {
  it('are here where the project is developed', () => {
    requirePools();
  });

  it('are asked for by name where they are not', () => {
    expect(() => requirePools((name) => name !== 'piscina' && name !== 'workerpool')).to.throw(
      MissingTool,
      'npm install --save-dev workerpool piscina',
    );
  });
});
