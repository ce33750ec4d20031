import { expect } from 'chai';
import fc from 'fast-check';
import { RingQueue } from '../../src/toolkit/ring-queue.ts';

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('push' as const), item: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('shift' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('pop' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('keep' as const), above: fc.nat(60) }) },
);

describe('a ring queue', () => {
  it('does what an array does, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new RingQueue<number>();
        let model: number[] = [];
        for (const step of steps) {
          switch (step.does) {
            case 'push':
              queue.push(step.item);
              model.push(step.item);
              break;
            case 'shift':
              expect(queue.shift()).to.equal(model.shift());
              break;
            case 'pop':
              expect(queue.pop()).to.equal(model.pop());
              break;
            case 'keep':
              queue.keep((item) => item > step.above);
              model = model.filter((item) => item > step.above);
              break;
          }
          expect(queue.size).to.equal(model.length);
          expect(queue.peek()).to.equal(model[0]);
        }
        expect(drained(queue)).to.deep.equal(model);
      }),
    );
  });

  it('keeps the order while it grows around its end', () => {
    const queue = new RingQueue<number>();
    for (let i = 0; i < 3; i++) queue.push(i);
    queue.shift();
    queue.shift();
    for (let i = 3; i < 100; i++) queue.push(i);
    expect(drained(queue)).to.deep.equal(Array.from({ length: 98 }, (_, i) => i + 2));
  });

  it('gives undefined when empty, as often as it is asked', () => {
    const queue = new RingQueue<number>();
    expect([queue.shift(), queue.pop(), queue.peek(), queue.size]).to.deep.equal([
      undefined,
      undefined,
      undefined,
      0,
    ]);
    queue.push(1);
    expect(drained(queue)).to.deep.equal([1]);
  });
});

function drained(queue: RingQueue<number>): number[] {
  const items: number[] = [];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) items.push(item);
  return items;
}
