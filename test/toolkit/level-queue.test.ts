import { expect } from 'chai';
import fc from 'fast-check';
import { LevelQueue } from '../../src/toolkit/level-queue.ts';

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('put' as const), index: fc.nat(9), level: fc.nat(4) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('remove' as const), index: fc.nat(9) }) },
);

describe('a level queue', () => {
  it('puts first who has been longest on the lowest level, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
        const queue = new LevelQueue();
        const model = new NaiveLevels();
        for (const step of steps) {
          if (step.does === 'put') {
            queue.put(step.index, step.level);
            model.put(step.index, step.level);
          } else {
            queue.remove(step.index);
            model.remove(step.index);
          }
          expect(queue.size).to.equal(model.size);
          expect(queue.first()).to.equal(model.first());
        }
        for (let first = model.first(); first !== undefined; first = model.first()) {
          expect(queue.first()).to.equal(first);
          queue.remove(first);
          model.remove(first);
        }
        expect(queue.first()).to.equal(undefined);
      }),
    );
  });

  it('leaves one that is put on its own level where it is', () => {
    const queue = new LevelQueue();
    queue.put(0, 1);
    queue.put(1, 1);
    queue.put(0, 1);
    expect(queue.first()).to.equal(0);
  });
});

/** In the order in which they came to their level. */
class NaiveLevels {
  #entries: { index: number; level: number }[] = [];

  get size(): number {
    return this.#entries.length;
  }

  put(index: number, level: number): void {
    if (this.#entries.some((entry) => entry.index === index && entry.level === level)) return;
    this.remove(index);
    this.#entries.push({ index, level });
  }

  remove(index: number): void {
    this.#entries = this.#entries.filter((entry) => entry.index !== index);
  }

  first(): number | undefined {
    return this.#entries.toSorted((a, b) => a.level - b.level)[0]?.index;
  }
}
