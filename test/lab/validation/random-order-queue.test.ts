import { expect } from 'chai';
import type { Job } from '../../../src/contract/job.ts';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { RandomOrderQueue } from '../../../src/lab/validation/strategies/random-order-queue.ts';

describe('a queue in random order', () => {
  it('gives each job once, and any of them first as often', () => {
    const stream = new RandomStream(1, 'order');
    const first = [0, 0, 0, 0];
    const runs = 8000;
    for (let run = 0; run < runs; run++) {
      const queue = new RandomOrderQueue(() => stream.next());
      for (let id = 0; id < 4; id++) queue.push(job(id));
      const ids = Array.from({ length: 4 }, () => queue.shift()!.id);
      expect(ids.toSorted()).to.deep.equal([0, 1, 2, 3]);
      expect([queue.size, queue.shift()]).to.deep.equal([0, undefined]);
      first[ids[0]!]!++;
    }
    for (const count of first) expect(count / runs).to.be.closeTo(0.25, 4 * Math.sqrt((0.25 * 0.75) / runs));
  });

  it('forgets what does not pass', () => {
    const queue = new RandomOrderQueue(() => 0.5);
    for (let id = 0; id < 4; id++) queue.push(job(id));
    queue.keep(({ id }) => id === 2);
    expect([queue.size, queue.shift()!.id, queue.shift()]).to.deep.equal([1, 2, undefined]);
  });
});

function job(id: number): Job {
  return {
    id,
    arrivalMs: 0,
    attempt: 1,
    open: true,
    type: 'a',
    sizeMs: 1,
    estimateMs: 1,
    deadlineMs: Infinity,
    key: '',
    serviceMs: -1,
  };
}
