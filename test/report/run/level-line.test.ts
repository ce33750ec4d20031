import { expect } from 'chai';
import { levelLines } from '../../../src/report/run/level-line.ts';

const level = (perSecond: number, share: number | null) => ({ perSecond, share });

describe('the line on the load', () => {
  it('says what was asked for and what was offered, and their shares of capacity', () => {
    expect(levelLines([{ asked: level(30, 0.45), offered: level(20, 0.3) }])).to.deep.equal([
      'Heavy requests a second: asked for 30.0 (45.0 % of capacity), offered 20.0 (30.0 %).',
    ]);
  });

  it('says the lowest and the highest of several blocks', () => {
    const asked = level(30, 0.45);
    const offered = [level(29, 0.5), level(101, 0.4), level(31, 1.2)];
    expect(levelLines(offered.map((one) => ({ asked, offered: one })))).to.deep.equal([
      'Heavy requests a second: asked for 30.0 (45.0 % of capacity), offered 29.0 to 101 (40.0 % to 120 %), by block.',
    ]);
  });

  it('leaves out what only a machine can tell, and says nothing where nothing was asked for', () => {
    expect(levelLines([{ asked: level(30, null), offered: level(31, null) }], 'At 0.5: ')).to.deep.equal([
      'At 0.5: Heavy requests a second: asked for 30.0, offered 31.0.',
    ]);
    expect(levelLines([{ asked: level(0, 0), offered: level(0, 0) }])).to.deep.equal([]);
    expect(levelLines([])).to.deep.equal([]);
  });
});
