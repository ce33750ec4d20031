import { expect } from 'chai';
import fc from 'fast-check';
import { PriorityQueue } from '../../src/toolkit/priority-queue.ts';

const numbers = fc.array(fc.integer({ min: -50, max: 50 }));

function queueOf(items: readonly number[]): PriorityQueue<number> {
  const queue = new PriorityQueue<number>((a, b) => a < b);
  for (const item of items) queue.push(item);
  return queue;
}

function drained(queue: PriorityQueue<number>): number[] {
  return Array.from({ length: queue.size }, () => queue.shift()!);
}

describe('a priority queue', () => {
  it('gives out the first of all, whatever the order they came in', () => {
    fc.assert(
      fc.property(numbers, (items) => {
        expect(drained(queueOf(items))).to.deep.equal(items.toSorted((a, b) => a - b));
      }),
    );
  });

  it('is still in order after keeping some', () => {
    fc.assert(
      fc.property(numbers, numbers, (items, later) => {
        const queue = queueOf(items);
        queue.keep((item) => item % 2 === 0);
        for (const item of later) queue.push(item);
        const kept = [...items.filter((item) => item % 2 === 0), ...later];
        expect(drained(queue)).to.deep.equal(kept.toSorted((a, b) => a - b));
      }),
    );
  });

  it('has nothing to give when empty', () => {
    const queue = queueOf([1]);
    expect([queue.shift(), queue.shift(), queue.size]).to.deep.equal([1, undefined, 0]);
  });
});
