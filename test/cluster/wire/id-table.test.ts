import { expect } from 'chai';
import fc from 'fast-check';
import { IdTable } from '../../../src/cluster/wire/id-table.ts';

const id = fc.oneof(fc.constantFrom('a', 'b', 'c', 'd'), fc.uuid(), fc.string({ maxLength: 64 }));
const step = fc.record({ does: fc.constantFrom('set', 'delete'), id, item: fc.nat() });

describe('a table of ids', () => {
  it('holds what a Map would hold', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const table = new IdTable<number>();
        const map = new Map<string, number>();
        for (const { does, id, item } of steps) {
          if (does === 'set') {
            table.set(id, item);
            map.set(id, item);
          } else {
            expect(table.take(id)).to.equal(map.get(id));
            map.delete(id);
          }
          expect(table.size).to.equal(map.size);
          expect(table.get(id)).to.equal(map.get(id));
        }
        for (const [id, item] of map) expect(table.get(id)).to.equal(item);
      }),
    );
  });

  it('keeps all of many, and nothing once they have left', () => {
    const table = new IdTable<number>();
    const ids = Array.from({ length: 5000 }, (_, i) => `request ${i}`);
    for (const [i, id] of ids.entries()) table.set(id, i);
    expect(ids.map((id) => table.get(id))).to.deep.equal([...ids.keys()]);
    for (const id of ids) table.delete(id);
    expect(table.size).to.equal(0);
    expect(ids.filter((id) => table.get(id) !== undefined)).to.deep.equal([]);
  });
});
