import { expect } from 'chai';
import { oneRunGate } from '../../src/cli/bench-gates.ts';

describe('the limit called objective', () => {
  it("wants as many requests within the objective as the objective's quantile says", () => {
    const wanted = (quantile?: number) => oneRunGate('objective', quantile);
    expect(wanted(0.95)).to.deep.include({ kind: 'attainment', class: null, share: 0.95 });
    expect(wanted(0.999).text).to.equal('attainment < 99.9%');
    expect(wanted(0.57)).to.deep.include({ text: 'attainment < 57%' });
    expect(wanted(), 'where there is none').to.deep.include({ share: 0.99 });
  });
});
