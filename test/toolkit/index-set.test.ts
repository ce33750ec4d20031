import { expect } from 'chai';
import fc from 'fast-check';
import { IndexSet } from '../../src/toolkit/index-set.ts';

const step = fc.record({ does: fc.constantFrom('add' as const, 'remove' as const), index: fc.nat(12) });

describe('an index set', () => {
  it('holds what a set holds, and every member can be drawn', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const set = new IndexSet();
        const model = new Set<number>();
        for (const { does, index } of steps) {
          set[does](index);
          if (does === 'add') model.add(index);
          else model.delete(index);
          expect(set.has(index)).to.equal(model.has(index));
          expect(set.size).to.equal(model.size);
          expect(allDraws(set)).to.have.members([...model]);
        }
      }),
    );
  });

  it('draws each member for an equal share of [0, 1)', () => {
    const set = new IndexSet();
    for (const index of [7, 3, 5]) set.add(index);
    const counts = new Map<number, number>();
    for (let i = 0; i < 300; i++) {
      const drawn = set.draw(i / 300) as number;
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).to.deep.equal({ 3: 100, 5: 100, 7: 100 });
    expect([3, 5, 7]).to.include(set.draw(1 - 2 ** -32));
  });

  it('has nothing to draw when empty', () => {
    expect(new IndexSet().draw(0.99)).to.equal(undefined);
  });
});

function allDraws(set: IndexSet): (number | undefined)[] {
  return Array.from({ length: set.size }, (_, i) => set.draw((i + 0.5) / set.size));
}
