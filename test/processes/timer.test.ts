import { expect } from 'chai';
import { sleep, startTimer } from '../../src/processes/timer.ts';

describe('a timer', () => {
  it('that is longer than Node can count does not fire at once', async () => {
    const fired: string[] = [];
    const timers = [2 ** 31, 3_600_000_000, Number.POSITIVE_INFINITY].map((ms) =>
      startTimer(() => fired.push(`after ${ms} ms`), ms),
    );
    await sleep(5);
    for (const timer of timers) clearTimeout(timer);
    expect(fired).to.deep.equal([]);
  });
});
