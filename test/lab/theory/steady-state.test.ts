import { expect } from 'chai';
import { erlangC } from '../../../src/lab/theory/erlang.ts';
import { shortestOfDMeanResponse } from '../../../src/lab/theory/shortest-of-d.ts';
import { requireCount, requireSteadyState } from '../../../src/lab/theory/steady-state.ts';

describe('theory: steady state', () => {
  it('refuses a utilisation at which no queue settles', () => {
    for (const utilisation of [1, 1.2, 0, -0.1, Number.NaN]) {
      expect(() => requireSteadyState(utilisation)).to.throw('utilisation is');
    }
    expect(() => requireSteadyState(0.999)).not.to.throw();
  });

  it('refuses counts that are none', () => {
    for (const count of [0, 1.5, -2, Number.NaN]) {
      expect(() => requireCount('workers', count)).to.throw(`workers is ${count}`);
    }
  });

  it('is asked by the formulas', () => {
    expect(() => erlangC(4, 4)).to.throw('utilisation is 1');
    expect(() => shortestOfDMeanResponse(2, 1)).to.throw('utilisation is 1');
    expect(() => shortestOfDMeanResponse(0, 0.5)).to.throw('d is 0');
  });
});
