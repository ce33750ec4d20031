import { expect } from 'chai';
import type { Worker } from '../../src/contract/job.ts';
import { ProbePool } from '../../src/toolkit/probe-pool.ts';

const workers: readonly Worker[] = [0, 1, 2, 3].map((index) => ({
  index,
  unfinished: 0,
  room: 1,
  present: true,
  speed: 1,
  machine: '',
}));

/** Answers as [unfinished, latency], of worker 0, 1… at 0, 1… ms. */
function poolOf(
  answers: readonly (readonly [number, number])[],
  hotQuantile: number,
  usesLeft = 9,
): ProbePool {
  const pool = new ProbePool(3, hotQuantile);
  answers.forEach(([unfinished, latencyMs], i) => {
    pool.add(workers[i]!, { unfinished, latencyMs }, i, usesLeft);
  });
  return pool;
}

const used = (pool: ProbePool) => pool.use()?.index;

describe('a pool of probes', () => {
  it('prefers the cold, and of these the one with the least latency', () => {
    expect(
      used(
        poolOf(
          [
            [9, 1],
            [2, 50],
            [2, 20],
          ],
          0.5,
        ),
      ),
    ).to.equal(2);
  });

  it('looks at counts alone with a quantile of 0, at latencies alone with 1', () => {
    const answers = [
      [3, 1],
      [1, 50],
      [2, 20],
    ] as const;
    expect(used(poolOf(answers, 0))).to.equal(1);
    expect(used(poolOf(answers, 1))).to.equal(0);
  });

  it('counts what is placed by an answer, and drops it when it has been used up', () => {
    const pool = poolOf(
      [
        [0, 10],
        [1, 10],
      ],
      0,
      2,
    );
    expect([used(pool), used(pool), used(pool), used(pool)]).to.deep.equal([0, 0, 1, 1]);
    expect([pool.size, used(pool)]).to.deep.equal([0, undefined]);
  });

  it('keeps the latest answer of each worker, and drops the oldest when it is full', () => {
    const pool = poolOf(
      [
        [0, 10],
        [5, 10],
        [5, 10],
      ],
      0,
    );
    pool.add(workers[0]!, { unfinished: 9, latencyMs: 10 }, 3, 9);
    expect(pool.size).to.equal(3);
    pool.add(workers[3]!, { unfinished: 6, latencyMs: 10 }, 4, 9);
    expect([pool.size, used(pool)], 'worker 1 was the oldest').to.deep.equal([3, 2]);
  });

  it('drops the hottest as the worst, or without any the slowest', () => {
    for (const [hotQuantile, best] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const pool = poolOf(
        [
          [9, 1],
          [0, 90],
        ],
        hotQuantile,
      );
      pool.removeWorst();
      expect(used(pool)).to.equal(best);
    }
  });

  it('forgets what is too old, and lost workers', () => {
    const pool = poolOf(
      [
        [0, 1],
        [5, 1],
        [6, 1],
      ],
      0,
    );
    pool.forgetBefore(1);
    pool.forget(workers[1]!);
    expect([pool.size, used(pool)]).to.deep.equal([1, 2]);
  });
});
