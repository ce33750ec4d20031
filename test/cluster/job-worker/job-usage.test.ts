import { expect } from 'chai';
import { JobUsage } from '../../../src/cluster/job-worker/job-usage.ts';

describe('what jobs use', () => {
  let nowMs = 0;
  let cpuMs = 0;
  let idleMs = 0;
  const usage = () =>
    new JobUsage(
      () => ({ cpuMs, idleMs }),
      () => nowMs,
    );

  /** It computes and waits for so long; `beside`: runs that share the process with it. */
  function run(used: JobUsage, job: string, computesMs: number, waitsMs: number, beside = 1): void {
    const since = used.begins(job);
    nowMs += computesMs + waitsMs;
    cpuMs += computesMs;
    idleMs += waitsMs;
    if (since !== undefined) used.ran(job, computesMs + waitsMs, since, beside);
  }

  it('is told apart by job: processor time, and time in which nothing was to be done', () => {
    const used = usage();
    run(used, 'spins', 30, 0);
    run(used, 'waits', 1, 60);
    run(used, 'spins', 10, 0);
    expect(used.account()).to.deep.equal([
      { job: 'spins', runs: 2, wallMs: 40, cpuMs: 40, idleMs: 0 },
      { job: 'waits', runs: 1, wallMs: 61, cpuMs: 1, idleMs: 60 },
    ]);
  });

  it('is shared by runs beside each other', () => {
    const used = usage();
    run(used, 'beside', 8, 0, 4);
    expect(used.account()[0]?.cpuMs).to.equal(2);
  });

  it('is measured of one run a millisecond, so that very short ones are not slowed down', () => {
    const used = usage();
    for (let i = 0; i < 100; i++) run(used, 'short', 0.25, 0);
    expect(used.account()[0]?.runs).to.equal(20);
  });
});
