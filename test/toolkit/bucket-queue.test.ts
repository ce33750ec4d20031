import { expect } from 'chai';
import fc from 'fast-check';
import { BucketQueue } from '../../src/toolkit/bucket-queue.ts';

/** `toggle` adds a number or takes it away; `up` and `down` move its key by one if it is there. */
const step = fc.record({
  does: fc.constantFrom('toggle' as const, 'up' as const, 'up' as const, 'down' as const),
  index: fc.nat(7),
  key: fc.nat(5),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe('a bucket queue', () => {
  it('draws exactly the members with the lowest key, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
        const queue = new BucketQueue();
        const model = new Map<number, number>();
        for (const step of steps) {
          take(step, queue, model);
          expect(queue.size).to.equal(model.size);
          expect(allDraws(queue)).to.deep.equal(lowest(model));
        }
      }),
    );
  });

  it('keeps a member whose key stays the same', () => {
    const queue = new BucketQueue();
    queue.add(4, 2);
    queue.move(4, 2);
    expect(queue.drawLowest(0)).to.equal(4);
    expect(queue.size).to.equal(1);
  });
});

function take({ does, index, key }: Step, queue: BucketQueue, model: Map<number, number>): void {
  const present = model.get(index);
  if (does === 'toggle' && present === undefined) {
    queue.add(index, key);
    model.set(index, key);
  } else if (does === 'toggle') {
    queue.remove(index);
    model.delete(index);
  } else if (present !== undefined && (does === 'up' || present > 0)) {
    const moved = does === 'up' ? present + 1 : present - 1;
    queue.move(index, moved);
    model.set(index, moved);
  }
}

function lowest(model: Map<number, number>): Set<number> {
  const key = Math.min(...model.values());
  return new Set([...model].filter(([, other]) => other === key).map(([index]) => index));
}

/** By draws at so many places that each of up to eight members is met. */
function allDraws(queue: BucketQueue): Set<number> {
  const draws = Array.from({ length: 16 }, (_, i) => queue.drawLowest(i / 16));
  return new Set(draws.filter((index) => index !== undefined));
}
