import { expect } from 'chai';
import { descriptionOf } from '../../src/catalogue/strategy-description.ts';
import { defineStrategy } from '../../src/contract/strategy.ts';
import { assignOnArrival } from '../../src/toolkit/assign-on-arrival.ts';
import { holdCentrally } from '../../src/toolkit/hold-centrally.ts';
import { LeastUnfinished } from '../../src/toolkit/least-unfinished.ts';
import { RingQueue } from '../../src/toolkit/ring-queue.ts';

const MINE = { title: 'Mine', uses: [], window: 2 };

describe('what there is to say of a strategy', () => {
  it('comes from the helper that makes it, and from what the helper is given', () => {
    const pushed = descriptionOf({
      ...MINE,
      create(cluster) {
        const least = new LeastUnfinished(cluster);
        return assignOnArrival(cluster, () => least.draw(), least);
      },
    });
    expect(pushed).to.deep.equal({
      ...MINE,
      binding: 'arrival',
      signal: 'unfinished jobs of each worker, counted up at assignment',
      ties: 'uniformly at random',
      order: 'first come, first served at each worker',
    });
    const pulled = descriptionOf({ ...MINE, create: (cluster) => holdCentrally(cluster, new RingQueue()) });
    expect(pulled).to.deep.equal({
      ...MINE,
      binding: 'late',
      signal: 'which workers have room; moves at assignment',
      ties: 'fewest unfinished jobs, then idle longest',
      order: 'first come, first served',
    });
  });

  it('is what the definition says where that differs', () => {
    const description = descriptionOf({
      ...MINE,
      ties: 'the lowest index',
      create: (cluster) => holdCentrally(cluster, new RingQueue()),
    });
    expect(description).to.include({ binding: 'late', ties: 'the lowest index' });
  });

  it('is no more than the definition says if no helper makes it, or making it fails', () => {
    const bare = { ...MINE, create: () => ({ jobArrived() {}, workerFree() {} }) };
    const failing = {
      ...MINE,
      create(): never {
        throw new Error('not today');
      },
    };
    for (const definition of [bare, failing]) expect(descriptionOf(definition)).to.deep.equal(MINE);
  });

  it('is that of the defaults of its parameters', () => {
    const seen: unknown[] = [];
    descriptionOf(
      defineStrategy({
        ...MINE,
        parameters: {
          d: { kind: 'integer', default: 2, min: 1, max: 9, about: 'workers drawn' },
          draw: { kind: 'choice', default: 'with', choices: ['with', 'without'], about: 'how' },
        },
        create(cluster, parameters) {
          seen.push(parameters);
          return holdCentrally(cluster, new RingQueue());
        },
      }),
    );
    expect(seen).to.deep.equal([{ d: 2, draw: 'with' }]);
  });
});
