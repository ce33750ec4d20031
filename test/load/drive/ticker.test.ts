import { expect } from 'chai';
import { Ticker } from '../../../src/load/drive/ticker.ts';

/** What was said until all due times had passed, each with the ms since the start. */
async function ticksOf(dueMs: readonly number[]): Promise<{ passed: number; atMs: number }[]> {
  const ticker = new Ticker(Float64Array.from(dueMs));
  await ticker.ready();
  const startNs = process.hrtime.bigint();
  const ticks: { passed: number; atMs: number }[] = [];
  await new Promise<void>((resolve, reject) => {
    ticker.onTick = (passed) => {
      ticks.push({ passed, atMs: Number(process.hrtime.bigint() - startNs) / 1e6 });
      if (passed === dueMs.length) resolve();
    };
    ticker.onError = reject;
    ticker.start(startNs);
  });
  await ticker.ended;
  return ticks;
}

describe('a ticker', () => {
  it('tells of every due time, in order and never early, and then ends of itself', async () => {
    const dueMs = [0, 0, 0.3, 0.31, 5, 5, 5.5, 20, 20.05];
    const ticks = await ticksOf(dueMs);
    let told = 0;
    for (const { passed, atMs } of ticks) {
      expect(passed).to.be.above(told).and.at.most(dueMs.length);
      expect(atMs).to.be.at.least(dueMs[passed - 1]!);
      told = passed;
    }
    expect(told).to.equal(dueMs.length);
  });

  it('tells once of what passed together', async () => {
    expect((await ticksOf([2, 2, 2])).map(({ passed }) => passed)).to.deep.equal([3]);
  });

  it('ends in the middle of its sleep when stopped', async () => {
    const ticker = new Ticker(Float64Array.of(0, 3_600_000));
    await ticker.ready();
    const passed = await new Promise<number>((resolve) => {
      ticker.onTick = resolve;
      ticker.start(process.hrtime.bigint());
    });
    expect(passed).to.equal(1);
    await ticker.stop();
    await ticker.ended;
  });

  it('may be stopped before it was ready, or twice', async () => {
    const ticker = new Ticker(Float64Array.of(1));
    await Promise.all([ticker.stop(), ticker.stop()]);
    await ticker.stop();
    await ticker.ended;
  });

  it('says why its thread failed', async () => {
    const ticker = new Ticker(Float64Array.of(1));
    await ticker.ready();
    const failure = new Promise<Error>((resolve) => {
      ticker.onError = resolve;
    });
    // What no caller can pass: it makes the thread throw, which nothing else does.
    ticker.start('no time' as unknown as bigint);
    expect((await failure).message).to.match(/BigInt/);
    await ticker.ended;
  });
});
