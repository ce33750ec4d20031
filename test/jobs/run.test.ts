import { expect } from 'chai';
import { MAX_TIMED_JOB_MS } from '../../src/jobs/limits.ts';
import { runTimed } from '../../src/jobs/run.ts';

describe('running a timed job', () => {
  it('refuses a length that is negative, too long or no number', () => {
    for (const runs of ['sleep', 'spin'] as const) {
      for (const sizeMs of [-0.1, MAX_TIMED_JOB_MS + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(() => runTimed({ runs, sizeMs }, 1)).to.throw(
          `Cannot run ${runs}: sizeMs is ${sizeMs}; it must be a number from 0 to 60000`,
        );
      }
    }
  });

  it('refuses one that is too long at the speed of its worker', () => {
    expect(() => runTimed({ runs: 'sleep', sizeMs: 40_000 }, 0.5)).to.throw('sizeMs is 80000');
  });
});
