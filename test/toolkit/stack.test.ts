import { expect } from 'chai';
import fc from 'fast-check';
import { Stack } from '../../src/toolkit/stack.ts';

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('push' as const), item: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('shift' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('keep' as const), above: fc.nat(60) }) },
);

describe('a stack', () => {
  it('gives back the newest first, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const stack = new Stack<number>();
        let model: number[] = [];
        for (const step of steps) {
          if (step.does === 'push') {
            stack.push(step.item);
            model.push(step.item);
          } else if (step.does === 'shift') expect(stack.shift()).to.equal(model.pop());
          else {
            stack.keep((item) => item > step.above);
            model = model.filter((item) => item > step.above);
          }
          expect(stack.size).to.equal(model.length);
        }
        while (model.length > 0) expect(stack.shift()).to.equal(model.pop());
        expect(stack.shift()).to.equal(undefined);
      }),
    );
  });
});
