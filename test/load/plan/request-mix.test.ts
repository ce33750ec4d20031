import { expect } from 'chai';
import { meanHeavyMs, RequestMix } from '../../../src/load/plan/request-mix.ts';
import { REPORTS, SCENARIO } from './scenarios.ts';

describe('a request mix', () => {
  it('gives light requests with the probability asked for', () => {
    for (const lightShare of [0, 0.3, 1]) {
      const mix = new RequestMix(SCENARIO, 5);
      const light = Array.from({ length: 5000 }, () => mix.either(lightShare, 0)).filter(
        (request) => request.class === 'light',
      );
      if (lightShare === 0.3) expect(light.length).to.be.within(1350, 1650);
      else expect(light).to.have.length(5000 * lightShare);
    }
  });

  it('repeats by seed and purpose, and differs for another purpose', () => {
    const draw = (purpose: string) => {
      const mix = new RequestMix(SCENARIO, 5, purpose);
      return Array.from({ length: 50 }, () => mix.heavy(0));
    };
    expect(draw('one')).to.deep.equal(draw('one'));
    expect(draw('one')).to.not.deep.equal(draw('two'));
  });

  it('draws sizes that tell nothing of the type', () => {
    const types = {
      one: { ...SCENARIO.types.short!, share: 1 },
      other: { ...SCENARIO.types.short!, share: 1 },
    };
    const mix = new RequestMix({ ...SCENARIO, types }, 5);
    const sums = { one: 0, other: 0 };
    for (let i = 0; i < 10_000; i++) {
      const { type, sizeMs } = mix.heavy(0);
      sums[type as keyof typeof sums] += sizeMs!;
    }
    expect(sums.one / sums.other).to.be.within(0.9, 1.1);
  });

  it('never gives a type without a share', () => {
    const types = { ...SCENARIO.types, none: { ...SCENARIO.types.short!, share: 0 } };
    const mix = new RequestMix({ ...SCENARIO, types }, 5);
    const seen = new Set(Array.from({ length: 5000 }, () => mix.heavy(0).type));
    expect(seen).to.deep.equal(new Set(['short', 'long']));
  });

  it('knows the mean length of its heavy requests by their shares, unless a report is among them', () => {
    expect(meanHeavyMs(SCENARIO.types)).to.be.closeTo(22, 1e-9);
    expect(meanHeavyMs(REPORTS.types)).to.equal(undefined);
  });
});
