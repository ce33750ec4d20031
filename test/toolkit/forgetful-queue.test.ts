import { expect } from 'chai';
import fc from 'fast-check';
import { ForgetfulQueue } from '../../src/toolkit/forgetful-queue.ts';

/** A queue beside a plain list of what still matters. */
class Checked {
  readonly #over = new Set<number>();
  readonly #queue = new ForgetfulQueue<number>((item) => !this.#over.has(item));
  readonly #model: number[] = [];
  #next = 0;

  push(): void {
    this.#queue.push(this.#next);
    this.#model.push(this.#next++);
  }

  shift(): void {
    expect(this.#queue.shift()).to.equal(this.#model.shift());
  }

  pop(): void {
    expect(this.#queue.pop()).to.equal(this.#model.pop());
  }

  /** The one in the middle does not matter any more. */
  forget(): void {
    for (const item of this.#model.splice(this.#model.length >> 1, 1)) this.#over.add(item);
  }

  drain(): void {
    while (this.#model.length > 0) this.shift();
    this.shift();
  }
}

describe('a forgetful queue', () => {
  it('gives out from both ends what still matters, and nothing else', () => {
    const step = fc.constantFrom(
      'push' as const,
      'push' as const,
      'shift' as const,
      'pop' as const,
      'forget' as const,
    );
    fc.assert(
      fc.property(fc.noBias(fc.array(step, { maxLength: 200 })), (steps) => {
        const checked = new Checked();
        for (const step of steps) checked[step]();
        checked.drain();
      }),
    );
  });

  it('does not grow with what no longer matters', () => {
    let oldest = 0;
    const queue = new ForgetfulQueue<number>((item) => item >= oldest);
    let most = 0;
    for (let i = 0; i < 10_000; i++) {
      queue.push(i);
      oldest = i - 9;
      most = Math.max(most, queue.size);
    }
    expect(most).to.be.below(100);
  });
});
