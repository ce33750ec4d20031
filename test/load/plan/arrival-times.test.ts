import { expect } from 'chai';
import type { Arrivals } from '../../../src/contract/workload.ts';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { arrivalTimes } from '../../../src/load/plan/arrival-times.ts';
import { meanAndSquaredCv } from './draws.ts';

const PER_MS = 0.2;
const END_MS = 500_000;
const POISSON: Arrivals = { process: 'poisson' };
const DETERMINISTIC: Arrivals = { process: 'deterministic' };
const BURSTS: Arrivals = { process: 'bursts', busyFactor: 5, busyShare: 0.1, busyMs: 200 };
const RAMP: Arrivals = { process: 'ramp', fromFactor: 0.5, toFactor: 1.5 };

function timesOf(arrivals: Arrivals, seed = 4, perMs = PER_MS, endMs = END_MS): number[] {
  const next = arrivalTimes(arrivals, perMs, [0, endMs], new RandomStream(seed, 'arrivals'));
  const times: number[] = [];
  for (let atMs = next(0); atMs < endMs; atMs = next(atMs)) times.push(atMs);
  return times;
}

function gapsOf(times: readonly number[]): number[] {
  return times.slice(1).map((atMs, i) => atMs - times[i]!);
}

/** Variance ÷ mean of the number of arrivals in windows of that length: 1 for Poisson, whatever the length. */
function dispersion(times: readonly number[], windowMs: number): number {
  const counts = new Array<number>(Math.floor(END_MS / windowMs)).fill(0);
  for (const atMs of times) if (atMs < counts.length * windowMs) counts[Math.floor(atMs / windowMs)]!++;
  const { mean, squaredCv } = meanAndSquaredCv(counts);
  return squaredCv * mean;
}

function countBetween(times: readonly number[], fromMs: number, toMs: number): number {
  return times.filter((atMs) => atMs >= fromMs && atMs < toMs).length;
}

for (const arrivals of [POISSON, DETERMINISTIC, BURSTS, RAMP]) {
  describe(`arrivals by ${JSON.stringify(arrivals)}`, () => {
    const times = timesOf(arrivals);

    it('come at the mean rate asked for', () => {
      expect(times.length / (PER_MS * END_MS)).to.be.within(0.93, 1.07);
    });

    it('go forward in time', () => {
      expect(times[0]).to.be.above(0);
      expect(gapsOf(times).every((gapMs) => gapMs >= 0)).to.equal(true);
    });

    it('are the same for the same seed', () => {
      expect(timesOf(arrivals)).to.deep.equal(times);
      if (arrivals !== DETERMINISTIC) expect(timesOf(arrivals, 5)).to.not.deep.equal(times);
    });

    it('never come at a rate of 0', () => {
      const next = arrivalTimes(arrivals, 0, [0, END_MS], new RandomStream(4, 'arrivals'));
      expect(next(0)).to.equal(Number.POSITIVE_INFINITY);
    });
  });
}

describe('Poisson arrivals', () => {
  it('have exponential gaps, and counts that vary as Poisson ones do', () => {
    const times = timesOf(POISSON);
    expect(meanAndSquaredCv(gapsOf(times)).squaredCv).to.be.within(0.95, 1.05);
    for (const windowMs of [50, 500]) expect(dispersion(times, windowMs)).to.be.within(0.85, 1.15);
  });
});

describe('deterministic arrivals', () => {
  it('are all as far apart', () => {
    const errorsMs = gapsOf(timesOf(DETERMINISTIC)).map((gapMs) => Math.abs(gapMs - 1 / PER_MS));
    expect(errorsMs.every((errorMs) => errorMs <= 1e-6)).to.equal(true);
  });
});

describe('bursty arrivals', () => {
  it('vary more than Poisson: in their gaps, and far more in counts over a spell', () => {
    const times = timesOf(BURSTS);
    expect(meanAndSquaredCv(gapsOf(times)).squaredCv).to.be.above(1.3);
    expect(dispersion(times, 500)).to.be.above(10 * dispersion(timesOf(POISSON), 500));
  });

  it('come in spells: half of all in the busy tenth of the time', () => {
    const times = timesOf(BURSTS);
    const windowMs = 50;
    const counts = new Array<number>(END_MS / windowMs).fill(0);
    for (const atMs of times) counts[Math.floor(atMs / windowMs)]!++;
    const busiest = counts.sort((a, b) => b - a).slice(0, counts.length / 10);
    const share = busiest.reduce((sum, count) => sum + count, 0) / times.length;
    expect(share).to.be.within(0.4, 0.7);
  });

  it('have their share of busy time in any time that is measured, however short: as many as asked for', () => {
    const asked: Arrivals = { process: 'bursts', busyFactor: 3, busyShare: 0.2, busyMs: 2000 };
    // Less than a spell, less than a cycle of busy and quiet, some, many; behind a warm-up or without one.
    for (const [warmupMs, durationMs] of [
      [0, 1000],
      [0, 8000],
      [4000, 8000],
      [500, 30_000],
      [30_000, 300_000],
    ] as const) {
      for (let seed = 0; seed < 10; seed++) {
        const endMs = warmupMs + durationMs;
        const next = arrivalTimes(asked, 2, [warmupMs, endMs], new RandomStream(seed, 'arrivals'));
        let count = 0;
        for (let atMs = next(0); atMs < endMs; atMs = next(atMs)) if (atMs >= warmupMs) count++;
        const deviation = Math.abs(count - 2 * durationMs) / Math.sqrt(2 * durationMs);
        expect(
          deviation,
          `seed ${seed}, ${durationMs} ms: no more than chance of Poisson counts`,
        ).to.be.below(4);
      }
    }
  });

  it('are as likely at every moment of that time', () => {
    const asked: Arrivals = { process: 'bursts', busyFactor: 3, busyShare: 0.2, busyMs: 200 };
    const tenths = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 400; seed++) {
      const next = arrivalTimes(asked, 0.2, [0, 1000], new RandomStream(seed, 'arrivals'));
      for (let atMs = next(0); atMs < 1000; atMs = next(atMs)) tenths[Math.floor(atMs / 100)]!++;
    }
    for (const count of tenths) expect(count / 8000).to.be.closeTo(1, 0.12);
  });

  it('go on behind that time as the law says, and without one', () => {
    for (const partsMs of [
      [0, 1000],
      [0, 0],
    ] as const) {
      const next = arrivalTimes(BURSTS, PER_MS, partsMs, new RandomStream(4, 'arrivals'));
      let count = 0;
      for (let atMs = next(1000); atMs < END_MS + 1000; atMs = next(atMs)) count++;
      expect(count / (PER_MS * END_MS)).to.be.within(0.85, 1.15);
    }
  });

  it('are Poisson where busy is no busier', () => {
    const even: Arrivals = { process: 'bursts', busyFactor: 1, busyShare: 0.5, busyMs: 200 };
    expect(dispersion(timesOf(even), 500)).to.be.within(0.85, 1.15);
  });

  it('may all come in the busy spells, with nothing between', () => {
    const only: Arrivals = { process: 'bursts', busyFactor: 10, busyShare: 0.1, busyMs: 200 };
    const times = timesOf(only);
    expect(times.length / (PER_MS * END_MS), 'in some 250 spells').to.be.within(0.75, 1.25);
    // Quiet spells are nine times as long as busy ones, in which 0.5 ms lie between two.
    const long = gapsOf(times).filter((gapMs) => gapMs > 100).length;
    expect(long).to.be.within(100, 400);
  });
});

describe('ramping arrivals', () => {
  it('go evenly from one rate to the other, up or down', () => {
    const quarter = END_MS / 4;
    const perQuarter = PER_MS * quarter;
    for (const [fromFactor, toFactor] of [
      [0.5, 1.5],
      [1.5, 0.5],
      [0, 2],
    ] as const) {
      const times = timesOf({ process: 'ramp', fromFactor, toFactor });
      for (let i = 0; i < 4; i++) {
        const middle = fromFactor + (toFactor - fromFactor) * ((i + 0.5) / 4);
        const count = countBetween(times, i * quarter, (i + 1) * quarter);
        expect(count / perQuarter, `${fromFactor} to ${toFactor}, quarter ${i}`).to.be.closeTo(middle, 0.06);
      }
    }
  });

  it('end where the rate has come to 0, or never begin', () => {
    for (const fromFactor of [2, 0]) {
      const stream = new RandomStream(4, 'arrivals');
      const next = arrivalTimes({ process: 'ramp', fromFactor, toFactor: 0 }, PER_MS, [0, 1000], stream);
      const times: number[] = [];
      for (let atMs = next(0); atMs < Number.POSITIVE_INFINITY; atMs = next(atMs)) times.push(atMs);
      expect(times.length).to.be.within(fromFactor * 70, fromFactor * 130);
      expect(times.every((atMs) => atMs < 1000)).to.equal(true);
    }
  });

  it('stay at the rate they have come to', () => {
    const next = arrivalTimes(RAMP, PER_MS, [0, 1000], new RandomStream(4, 'arrivals'));
    let count = 0;
    for (let atMs = next(1000); atMs < 101_000; atMs = next(atMs)) count++;
    expect(count / (PER_MS * 100_000)).to.be.closeTo(1.5, 0.06);
  });
});
