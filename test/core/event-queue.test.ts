import { expect } from 'chai';
import fc from 'fast-check';
import { EventQueue } from '../../src/core/event-queue.ts';

/** Few different times, so that ties are common. Undefined takes the next event out. */
const steps = fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined, freq: 3 }), {
  maxLength: 400,
  size: 'max',
});

describe('an event queue', () => {
  it('gives events by time, and of one time in the order in which they were scheduled', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const queue = new EventQueue();
        const model: { atMs: number; event: number }[] = [];
        steps.forEach((atMs, event) => {
          if (atMs !== undefined) {
            queue.schedule(atMs, event);
            model.push({ atMs, event });
          } else if (model.length > 0) expectNext(queue, model);
          expect(queue.size).to.equal(model.length);
        });
        while (model.length > 0) expectNext(queue, model);
        expect(queue.nextMs).to.equal(Infinity);
      }),
    );
  });

  it('holds any number of events, negative ones too', () => {
    const queue = new EventQueue();
    for (let i = 0; i < 1000; i++) queue.schedule((i * 37) % 1000, -i);
    const times = Array.from({ length: 1000 }, () => {
      const atMs = queue.nextMs;
      expect((-queue.next() * 37) % 1000).to.equal(atMs);
      return atMs;
    });
    expect(times).to.deep.equal(Array.from({ length: 1000 }, (_, i) => i));
  });

  it('is empty until something is scheduled', () => {
    const queue = new EventQueue();
    expect([queue.size, queue.nextMs]).to.deep.equal([0, Infinity]);
  });
});

function expectNext(queue: EventQueue, model: { atMs: number; event: number }[]): void {
  const first = model.reduce((best, one) => (one.atMs < best.atMs ? one : best));
  model.splice(model.indexOf(first), 1);
  expect(queue.nextMs).to.equal(first.atMs);
  expect(queue.next()).to.equal(first.event);
}
