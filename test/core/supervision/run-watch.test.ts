import { expect } from 'chai';
import { RunWatch } from '../../../src/core/supervision/run-watch.ts';

/** With all workers in reach, and 100 ms as what a job may take. */
function overrunningAt(nowMs: number, watch: RunWatch): number[] {
  return watch.overrunning(
    () => 100,
    () => nowMs,
  );
}

describe('the watch over runs', () => {
  it('names a worker that has been at one job for longer than the limit and 250 ms of grace', () => {
    const watch = new RunWatch();
    watch.sent(1, 1, 0);
    watch.sent(2, 1, 50);
    // One behind it gives it no more time.
    watch.sent(1, 2, 90);
    expect(overrunningAt(350, watch)).to.deep.equal([]);
    expect(overrunningAt(351, watch)).to.deep.equal([1]);
    expect(overrunningAt(401, watch)).to.deep.equal([1, 2]);
  });

  it('gives each job of a worker its own time, from when its turn came', () => {
    const watch = new RunWatch();
    watch.sent(1, 1, 0);
    watch.sent(1, 2, 10);
    watch.returned(1, 1, 90);
    expect(overrunningAt(440, watch)).to.deep.equal([]);
    expect(overrunningAt(441, watch)).to.deep.equal([1]);
  });

  it('leaves alone one that may have finished since it went out of reach', () => {
    const watch = new RunWatch();
    watch.sent(1, 1, 0);
    watch.sent(2, 1, 0);
    const reachedMs = (worker: number) => (worker === 1 ? 350 : 1000);
    expect(watch.overrunning(() => 100, reachedMs)).to.deep.equal([2]);
  });

  it('forgets a worker that is idle or gone', () => {
    const watch = new RunWatch();
    watch.sent(1, 1, 0);
    watch.sent(2, 1, 0);
    watch.returned(1, 0, 50);
    watch.left(2);
    expect(overrunningAt(1000, watch)).to.deep.equal([]);
  });
});
