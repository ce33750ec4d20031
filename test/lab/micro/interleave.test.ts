import { expect } from 'chai';
import { interleave } from '../../../src/lab/micro/interleave.ts';

const ARMS = ['a', 'b', 'c', 'd', 'e', 'f'];

async function orderOf(seed: number): Promise<string> {
  const order: string[] = [];
  await interleave(
    ARMS,
    4,
    seed,
    async (arm) => order.push(arm),
    () => {},
  );
  return order.join('');
}

describe('interleaved measurements', () => {
  it('give every arm its values, one a round, in the order of the arms', async () => {
    let count = 0;
    const values = await interleave(
      ARMS,
      3,
      1,
      async (arm) => `${arm}${Math.floor(count++ / ARMS.length)}`,
      () => {},
    );
    expect(values).to.deep.equal(ARMS.map((arm) => [`${arm}0`, `${arm}1`, `${arm}2`]));
  });

  it('measure every arm once a round, each round in another order', async () => {
    const rounds = (await orderOf(1)).match(/.{6}/g) ?? [];
    expect(rounds).to.have.length(4);
    for (const round of rounds) expect([...round].sort()).to.deep.equal(ARMS);
    expect(new Set(rounds)).to.have.length.above(1);
  });

  it('come in the same order for the same seed, in another for another', async () => {
    expect(await orderOf(7)).to.equal(await orderOf(7));
    expect(await orderOf(7)).not.to.equal(await orderOf(8));
  });

  it('say how far they are, up to the whole', async () => {
    const fractions: number[] = [];
    await interleave(
      ['a', 'b'],
      2,
      1,
      async () => 0,
      (_arm, fraction) => fractions.push(fraction),
    );
    expect(fractions).to.deep.equal([0.25, 0.5, 0.75, 1]);
  });
});
