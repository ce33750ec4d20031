import { expect } from 'chai';
import fc from 'fast-check';
import { hashOf } from '../../src/toolkit/hash.ts';
import { HashRing } from '../../src/toolkit/hash-ring.ts';

const POINTS = 4;
const anyone = () => true;

/** All that a ring says, worked out from its definition: every owner's points, sorted. */
function modelOf(owners: ReadonlySet<number>, place: number): number[] {
  const points = [...owners].flatMap((owner) =>
    Array.from({ length: POINTS }, (_, i) => ({ owner, place: hashOf(`${owner}/${i}`) })),
  );
  points.sort((a, b) => a.place - b.place || a.owner - b.owner);
  const after = points.filter((point) => point.place >= place);
  const before = points.filter((point) => point.place < place);
  return [...after, ...before].map(({ owner }) => owner);
}

describe('a hash ring', () => {
  it('goes through all points from a place on, once around, as owners come and go', () => {
    const steps = fc.array(fc.record({ adds: fc.boolean(), owner: fc.nat(40) }), { maxLength: 80 });
    fc.assert(
      fc.property(fc.noBias(steps), fc.nat(2 ** 32 - 1), (steps, place) => {
        const ring = new HashRing(POINTS);
        const owners = new Set<number>();
        for (const { adds, owner } of steps) {
          if (adds === owners.has(owner)) continue;
          if (adds) {
            ring.add(owner);
            owners.add(owner);
          } else {
            ring.remove(owner);
            owners.delete(owner);
          }
        }
        const passed: number[] = [];
        ring.find(place, (owner) => {
          passed.push(owner);
          return false;
        });
        expect(passed).to.deep.equal(modelOf(owners, place));
      }),
    );
  });

  it('finds the first that is accepted, or none', () => {
    const ring = new HashRing(POINTS);
    for (const owner of [0, 1, 2]) ring.add(owner);
    for (let i = 0; i < 50; i++) {
      const place = hashOf(`place ${i}`);
      const [first] = modelOf(new Set([0, 1, 2]), place);
      expect(ring.find(place, anyone)).to.equal(first);
      expect(ring.find(place, (owner) => owner === 2)).to.equal(2);
      expect(ring.find(place, () => false)).to.equal(undefined);
    }
    expect(new HashRing(POINTS).find(0, anyone)).to.equal(undefined);
  });

  it('gives many owners like shares', () => {
    const ring = new HashRing(200);
    for (let owner = 0; owner < 5; owner++) ring.add(owner);
    const keys = [0, 0, 0, 0, 0];
    for (let i = 0; i < 5000; i++) keys[ring.find(hashOf(`key ${i}`), anyone)!]!++;
    for (const count of keys) expect(count, 'of 1000 expected').to.be.within(700, 1300);
  });
});

describe('the hash of a text', () => {
  it('is a whole number below 2³², always the same', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const hash = hashOf(text);
        expect(hash).to.equal(hashOf(text));
        expect(Number.isInteger(hash)).to.equal(true);
        expect(hash).to.be.within(0, 2 ** 32 - 1);
      }),
    );
  });

  it('spreads texts that differ by a digit', () => {
    const eighths = new Array(8).fill(0);
    for (let i = 0; i < 4000; i++) eighths[Math.floor(hashOf(`${i}`) / 2 ** 29)]++;
    for (const count of eighths) expect(count, 'of 500 expected').to.be.within(400, 600);
  });
});
