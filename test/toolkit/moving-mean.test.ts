import { expect } from 'chai';
import { MovingMean } from '../../src/toolkit/moving-mean.ts';

describe('a moving mean', () => {
  it('is 0 before the first value', () => {
    expect(new MovingMean(10).value).to.equal(0);
  });

  it('is the plain mean of the first values', () => {
    const mean = new MovingMean(10);
    for (const value of [4, 8, 0, 12]) mean.add(value);
    expect(mean.value).to.equal(6);
  });

  it('then follows: each value closes 1/n of the gap', () => {
    const mean = new MovingMean(4);
    for (let i = 0; i < 100; i++) mean.add(0);
    mean.add(100);
    expect(mean.value).to.equal(25);
    mean.add(100);
    expect(mean.value).to.equal(43.75);
  });

  it('forgets where it began', () => {
    const mean = new MovingMean(10);
    mean.add(1e6);
    for (let i = 0; i < 500; i++) mean.add(3);
    expect(mean.value).to.be.closeTo(3, 1e-3);
  });
});
