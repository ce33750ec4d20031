import { expect } from 'chai';
import { Concentration } from '../../src/simulation/concentration.ts';

describe('concentration', () => {
  it('is 1/k where each worker runs one of k arrivals', () => {
    const concentration = new Concentration(4);
    for (let arrival = 0; arrival < 12; arrival++) concentration.ran(arrival, (arrival * 3) % 4);
    expect([concentration.mean, concentration.max]).to.deep.equal([0.25, 0.25]);
  });

  it('is 1 where one worker runs all', () => {
    const concentration = new Concentration(4);
    for (let arrival = 0; arrival < 8; arrival++) concentration.ran(arrival, 2);
    expect([concentration.mean, concentration.max]).to.deep.equal([1, 1]);
  });

  it('is the mean over blocks of arrivals, in whatever order they are done', () => {
    const concentration = new Concentration(2);
    // Arrivals 0 and 1 on one worker, 2 and 3 on two.
    concentration.ran(3, 0);
    concentration.ran(0, 1);
    concentration.ran(2, 1);
    concentration.ran(1, 1);
    expect([concentration.mean, concentration.max]).to.deep.equal([0.75, 1]);
  });

  it('leaves out a block of which not all jobs ran', () => {
    const concentration = new Concentration(2);
    concentration.ran(0, 0);
    concentration.ran(2, 0);
    concentration.ran(3, 1);
    expect(concentration.mean).to.equal(0.5);
    expect(new Concentration(2).mean).to.be.NaN;
  });
});
