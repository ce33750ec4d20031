import { expect } from 'chai';
import fc from 'fast-check';
import { IndexedHeap } from '../../src/toolkit/indexed-heap.ts';

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('set' as const),
      index: fc.nat(30),
      key: fc.integer({ min: -9, max: 40 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('remove' as const), index: fc.nat(30) }) },
);

describe('an indexed heap', () => {
  it('knows a member with the lowest key, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const heap = new IndexedHeap();
        const model = new Map<number, number>();
        for (const step of steps) {
          if (step.does === 'set') {
            heap.set(step.index, step.key);
            model.set(step.index, step.key);
          } else {
            heap.remove(step.index);
            model.delete(step.index);
          }
          expect(heap.has(step.index)).to.equal(model.has(step.index));
          expectSameLowest(heap, model);
        }
        while (model.size > 0) {
          const lowest = heap.lowest() as number;
          heap.remove(lowest);
          model.delete(lowest);
          expectSameLowest(heap, model);
        }
      }),
    );
  });

  it('keeps its order when members are taken from its middle', () => {
    const keys = fc.uniqueArray(fc.nat(1000), { minLength: 30, maxLength: 60 });
    fc.assert(
      fc.property(fc.noBias(keys), fc.noBias(fc.array(fc.nat(59), { maxLength: 20 })), (keys, removed) => {
        const heap = new IndexedHeap();
        keys.forEach((key, index) => {
          heap.set(index, key);
        });
        for (const index of removed) heap.remove(index);
        const rest = keys.filter((_key, index) => !removed.includes(index));
        expect(drained(heap)).to.deep.equal(rest.toSorted((a, b) => a - b));
      }),
    );
  });

  it('sorts', () => {
    const keys = [5, -1, 3.5, 3.5, 0, 12, 7, -8, 2, 2, 1e9];
    const heap = new IndexedHeap();
    keys.forEach((key, index) => {
      heap.set(index, key);
    });
    expect(drained(heap)).to.deep.equal(keys.toSorted((a, b) => a - b));
  });

  it('has an infinite lowest key and no lowest member when empty', () => {
    const heap = new IndexedHeap();
    expect(heap.lowest()).to.equal(undefined);
    expect(heap.lowestKey()).to.equal(Infinity);
  });
});

/** Its keys, lowest first. */
function drained(heap: IndexedHeap): number[] {
  const keys: number[] = [];
  for (let index = heap.lowest(); index !== undefined; index = heap.lowest()) {
    keys.push(heap.lowestKey());
    heap.remove(index);
  }
  return keys;
}

function expectSameLowest(heap: IndexedHeap, model: Map<number, number>): void {
  const key = Math.min(...model.values());
  const lowest = heap.lowest();
  expect(heap.size).to.equal(model.size);
  expect(heap.lowestKey()).to.equal(key);
  if (model.size === 0) expect(lowest).to.equal(undefined);
  else expect(lowest, 'of equal keys the lowest number').to.equal(lowestOf(model, key));
}

function lowestOf(model: Map<number, number>, key: number): number {
  return Math.min(...[...model].filter(([, other]) => other === key).map(([index]) => index));
}
