import { expect } from 'chai';
import { TypeProfile } from '../../src/toolkit/type-profile.ts';
import { jobOf } from './jobs.ts';

function profileOf(...runs: readonly (readonly [string, number])[]): TypeProfile {
  const profile = new TypeProfile();
  runs.forEach(([type, serviceMs], id) => {
    profile.add(jobOf(id, { type, serviceMs }), 'ok');
  });
  return profile;
}

describe('a profile of types', () => {
  it('tells their means, shortest first, and their shares of the work', () => {
    expect(profileOf(['long', 50], ['short', 10], ['short', 20], ['long', 120]).demands()).to.deep.equal([
      { type: 'short', meanMs: 15, share: 0.15 },
      { type: 'long', meanMs: 85, share: 0.85 },
    ]);
  });

  it('shares alike what takes no time', () => {
    const shares = profileOf(['a', 0], ['b', 0])
      .demands()
      .map(({ share }) => share);
    expect(shares).to.deep.equal([0.5, 0.5]);
  });

  it('lets what it has seen before it was aged count half', () => {
    const profile = profileOf(['a', 40], ['b', 40]);
    profile.age();
    expect(profile.jobs).to.equal(0);
    profile.add(jobOf(9, { type: 'b', serviceMs: 20 }), 'ok');
    const [b, a] = profile.demands();
    expect(a).to.deep.equal({ type: 'a', meanMs: 40, share: 1 / 3 });
    expect(b!.meanMs).to.be.closeTo(40 / 1.5, 1e-9);
  });

  it('forgets a type that does not come any more', () => {
    const profile = profileOf(...Array.from({ length: 10 }, () => ['rare', 5] as const));
    for (let i = 0; i < 6; i++) {
      profile.age();
      profile.add(jobOf(i, { type: 'usual', serviceMs: 5 }), 'ok');
    }
    expect(profile.demands().map(({ type }) => type)).to.deep.equal(['usual']);
  });

  it('does not count failures and what never ran', () => {
    const profile = new TypeProfile();
    profile.add(jobOf(0, { serviceMs: 5 }), 'failed');
    profile.add(jobOf(1), 'timedOut');
    expect([profile.jobs, profile.demands()]).to.deep.equal([0, []]);
  });
});
