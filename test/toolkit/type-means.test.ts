import { expect } from 'chai';
import { TypeMeans } from '../../src/toolkit/type-means.ts';
import { jobOf } from './jobs.ts';

describe('means by type', () => {
  it('are unknown until a job of the type has run, then the mean of its run times', () => {
    const means = new TypeMeans();
    expect(means.of('a')).to.equal(undefined);
    for (const serviceMs of [10, 20, 60]) means.learn(jobOf(0, { serviceMs }), 'ok');
    means.learn(jobOf(1, { type: 'b', serviceMs: 5 }), 'ok');
    expect([means.of('a'), means.of('b'), means.of('c')]).to.deep.equal([30, 5, undefined]);
  });

  it('follow when the type changes', () => {
    const means = new TypeMeans();
    for (let i = 0; i < 2000; i++) means.learn(jobOf(i, { serviceMs: i < 1000 ? 10 : 50 }), 'ok');
    expect(means.of('a')).to.be.within(49, 50);
  });

  it('count runs that went past a deadline, but no failures and no jobs that never ran', () => {
    const means = new TypeMeans();
    means.learn(jobOf(0, { serviceMs: 100 }), 'timedOut');
    means.learn(jobOf(1, { serviceMs: 1 }), 'failed');
    means.learn(jobOf(2, { serviceMs: -1 }), 'timedOut');
    means.learn(jobOf(3, { serviceMs: -1 }), 'cancelled');
    expect(means.of('a')).to.equal(100);
  });
});
