import { expect } from 'chai';
import { otherWindows, withBestWindows } from '../../../src/bench/advice/windows.ts';
import { strategies } from '../simulated-scenarios.ts';

describe('the windows of contenders', () => {
  it('are tried where they are free', async () => {
    const arms = await strategies('least-active,prequal,pull-fifo:window=8');
    expect(arms.map((arm) => otherWindows(arm).map(({ label, window }) => [label, window]))).to.deep.equal([
      [
        ['least-active:window=1', 1],
        ['least-active:window=4', 4],
      ],
      [],
      [],
    ]);
  });

  it('stay as the strategy has them unless another is clearly better', async () => {
    const [arm] = await strategies('least-active');
    const [one, four] = otherWindows(arm!);
    const own = { arm: arm!, workers: 4, worst: 1 };
    const all = (worst: number) => [
      { arm: one!, workers: 4, worst },
      { arm: four!, workers: 4, worst: 0.995 },
      { arm: four!, workers: 5, worst: 0.5 },
    ];
    expect(withBestWindows([own], all(0.99))).to.deep.equal([own]);
    expect(withBestWindows([own], all(0.9))[0]?.arm.window).to.equal(1);
  });
});
