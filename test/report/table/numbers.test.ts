import { expect } from 'chai';
import {
  blocksInWords,
  change,
  digits,
  duration,
  goodShare,
  shares,
} from '../../../src/report/table/numbers.ts';

describe('a number in a table', () => {
  it('has about three digits, or is a dash where there is none', () => {
    expect([0, 0.125, 9.876, 10, 99.44, 100.4, 12_345.6].map(digits)).to.deep.equal([
      '0.00',
      '0.13',
      '9.88',
      '10.0',
      '99.4',
      '100',
      '12346',
    ]);
    expect(digits(null)).to.equal('–');
  });
});

describe('a change', () => {
  it('is in percent, with its sign unless it is none', () => {
    expect([1.041, 0.77, 2.5, 1, 0.99999, 0.005].map(change)).to.deep.equal([
      '+4.1',
      '−23',
      '+150',
      '0',
      '0',
      '−100',
    ]);
  });
});

describe('shares', () => {
  it('are parts of the whole in percent', () => {
    expect(shares([1, 1, 2])).to.equal('25/25/50 %');
    expect(shares([7])).to.equal('100 %');
  });

  it('of nothing are a dash', () => {
    expect(shares([])).to.equal('–');
    expect(shares([0, 0])).to.equal('–');
  });
});

describe('a share that was good', () => {
  it('is 100 % only where all of it was', () => {
    expect([1, 0.99999, 0.9876, 0.29, 0, null].map(goodShare)).to.deep.equal([
      '100.00 %',
      '99.99 %',
      '98.76 %',
      '29.00 %',
      '0.00 %',
      '–',
    ]);
  });
});

describe('how many blocks it would take', () => {
  it('is a number as long as anyone would run so many', () => {
    expect([8, 1000, 1001, 5563].map((blocks) => blocksInWords(blocks))).to.deep.equal([
      'about 8 blocks',
      'about 1000 blocks',
      'more than 1000 blocks',
      'more than 1000 blocks',
    ]);
  });
});

describe('a duration for people', () => {
  it('is in seconds, then in minutes and seconds', () => {
    expect([-5, 0, 1400, 59_499, 59_500, 65_000, 3_600_000].map(duration)).to.deep.equal([
      '0 s',
      '0 s',
      '1 s',
      '59 s',
      '1 min 0 s',
      '1 min 5 s',
      '60 min 0 s',
    ]);
  });
});
