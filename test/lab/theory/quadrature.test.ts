import { expect } from 'chai';
import { integrate } from '../../../src/lab/theory/quadrature.ts';

describe('theory: quadrature', () => {
  it('is exact for polynomials up to degree nine', () => {
    expect(integrate((x) => 10 * x ** 9, [0, 0.3, 1])).to.be.closeTo(1, 1e-14);
  });

  it('takes a power law over many scales, given panels of one scale each', () => {
    const panels = Array.from({ length: 31 }, (_, i) => 2 ** i);
    expect(integrate((x) => x ** -1.5, panels)).to.be.closeTo(2 - 2 * 2 ** -15, 1e-12);
  });
});
