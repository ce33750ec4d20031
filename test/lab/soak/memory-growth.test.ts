import { expect } from 'chai';
import { memoryVerdict } from '../../../src/lab/soak/memory-growth.ts';

const MB = 2 ** 20;
const STEADY = { early: 100 * MB, late: 100 * MB };
const to = (late: number | undefined) => ({ early: 100 * MB, late });

describe('memory that a soak looks at twice', () => {
  it('is flat within 5 % of what is live and 10 % of what is resident, or 1 and 8 MB', () => {
    expect(memoryVerdict(to(105 * MB), to(110 * MB))).to.equal('flat');
    expect(memoryVerdict(to(105 * MB + 1), STEADY)).to.equal('grows');
    expect(memoryVerdict(STEADY, to(110 * MB + 1))).to.equal('grows');
    expect(memoryVerdict({ early: MB, late: 2 * MB }, { early: MB, late: 9 * MB })).to.equal('flat');
  });

  it('is not judged where one of the four measurements is missing', () => {
    expect(memoryVerdict(STEADY, to(undefined))).to.equal('not measured');
    expect(memoryVerdict(STEADY, { early: undefined, late: 0 })).to.equal('not measured');
    expect(memoryVerdict(to(undefined), STEADY)).to.equal('not measured');
    expect(memoryVerdict({ early: undefined, late: undefined }, STEADY)).to.equal('not measured');
  });

  it('grows where one of the two is known to, whatever else is not known', () => {
    expect(memoryVerdict(to(undefined), to(200 * MB))).to.equal('grows');
  });
});
