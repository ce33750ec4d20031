import { expect } from 'chai';
import { jsonOf, seal, unseal } from '../../src/results/seal.ts';
import { StoreFailure } from '../../src/results/store-failure.ts';

const content = (value: unknown) => ({
  strategies: [{ name: 'a' }, { name: 'b', slowdown: { p99: value } }],
});

describe('a sealed content', () => {
  it('opens to what it was', () => {
    expect(unseal(JSON.parse(seal(content(1.5))))).to.deep.equal(content(1.5));
  });

  it('has no field that is undefined, and may say null', () => {
    expect(jsonOf(content(undefined))).to.equal('{"strategies":[{"name":"a"},{"name":"b","slowdown":{}}]}');
    expect(jsonOf(content(null))).to.match(/"p99":null/);
  });

  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    it(`never holds ${value}: that is said with its place`, () => {
      for (const write of [seal, jsonOf])
        expect(() => write(content(value))).to.throw(
          StoreFailure,
          `a result must not hold ${value} (in strategies 1 slowdown p99)`,
        );
    });
  }

  it('never has a gap in a list', () => {
    expect(() => seal({ found: [1, undefined] })).to.throw('a result must not hold undefined (in found 1)');
  });
});
