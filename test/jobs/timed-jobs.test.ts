import { expect } from 'chai';
import { sleep } from '../../src/jobs/sleep.ts';
import { spin } from '../../src/jobs/spin.ts';

function lastsMs(job: (sizeMs: number) => unknown, sizeMs: number): number {
  const startMs = performance.now();
  job(sizeMs);
  return performance.now() - startMs;
}

function burnsMs(job: (sizeMs: number) => unknown, sizeMs: number): number {
  const before = process.cpuUsage();
  job(sizeMs);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('timed jobs', () => {
  for (const job of [sleep, spin]) {
    it(`${job.name} lasts at least as long as asked, also for a fraction of a ms`, () => {
      for (const sizeMs of [0, 0.3, 1.7, 5, 12.25]) {
        expect(lastsMs(job, sizeMs), `${sizeMs} ms`).to.be.at.least(sizeMs);
      }
    });

    it(`${job.name} keeps the thread: a timer that is due fires only afterwards`, async () => {
      let fired = false;
      const timer = new Promise<void>((resolve) => {
        setTimeout(() => {
          fired = true;
          resolve();
        }, 1);
      });
      job(10);
      expect(fired).to.equal(false);
      await timer;
    });
  }

  it('sleep burns far less CPU than spin', () => {
    expect(burnsMs(sleep, 200) * 2).to.be.below(burnsMs(spin, 200));
  });

  it('spin really computes', () => {
    expect(spin(2)).to.be.greaterThan(0).and.below(1).and.not.equal(0.5);
  });
});
