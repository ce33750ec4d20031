import { expect } from 'chai';
import { parseRows } from '../../../src/catalogue/arm-syntax.ts';
import { requireAlternatives } from '../../../src/cluster/alternatives/installed.ts';
import { MissingTool } from '../../../src/core/missing-tool.ts';

describe('what a row needs that is no strategy', () => {
  it('is named in one sentence where it is not installed, with how to get it', async () => {
    const arms = await parseRows(['pull-fifo,pool:piscina,queue:bullmq'], undefined);
    expect(() => requireAlternatives(arms, (name) => name === 'redis')).to.throw(
      MissingTool,
      'piscina bullmq not installed: npm install --save-dev piscina bullmq',
    );
  });
});
