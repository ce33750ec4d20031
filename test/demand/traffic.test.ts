import { expect } from 'chai';
import { RandomStream } from '../../src/core/random-stream.ts';
import { dispersion } from '../../src/demand/dispersion.ts';
import { mixtureIn } from '../../src/demand/mixture.ts';
import { isWeekend, Minutes } from '../../src/demand/peak.ts';
import { samplerOf } from '../../src/load/plan/service-time.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

describe('the busiest quarter of an hour', () => {
  it('is found to the minute on each day, the busiest day first', () => {
    const minutes = new Minutes();
    for (let minute = 0; minute < 3 * 1440; minute++) minutes.add(minute * MINUTE + 1, 1);
    for (let minute = 607; minute < 622; minute++) minutes.add(DAY + minute * MINUTE, 100);
    const [first, ...others] = minutes.busiest();
    expect(first).to.deep.equal({
      fromMs: DAY + 607 * MINUTE,
      toMs: DAY + 622 * MINUTE,
      requests: 30,
      workMs: 1515,
    });
    expect(others.map(({ workMs }) => workMs)).to.deep.equal([15, 15]);
  });

  it('may be on a weekend', () => {
    const days = ['2026-03-13', '2026-03-14', '2026-03-15', '2026-03-16'];
    expect(days.map((day) => isWeekend(Date.parse(day)))).to.deep.equal([false, true, true, false]);
  });
});

describe('the index of dispersion', () => {
  it('is 1 for Poisson arrivals, 0 for a clock, more for bursts, and unknown for a short time', () => {
    const stream = new RandomStream(1, 'arrivals');
    let at = 0;
    const poisson = Array.from({ length: 20_000 }, () => (at += stream.exponential(10)));
    const clock = Array.from({ length: 20_000 }, (_, i) => i * 10);
    const bursts = clock.map((ms) => Math.floor(ms / 1000) * 1000 + (Math.floor(ms / 1000) % 2) * 500);
    expect(dispersion(poisson, 0, 200_000, 1000)).to.be.closeTo(1, 0.25);
    expect(dispersion(clock, 0, 200_000, 1000)).to.equal(0);
    expect(dispersion(bursts, 0, 200_000, 500)).to.be.above(10);
    expect(dispersion(clock, 0, 5000, 1000)).to.equal(null);
  });
});

describe('a route', () => {
  const stream = new RandomStream(2, 'lengths');
  const draws = (draw: () => number) => Float64Array.from({ length: 4000 }, draw).sort();

  it('that is two things is said to be', () => {
    const found = mixtureIn(draws(() => (stream.next() < 0.1 ? 200 : 20) * (0.8 + 0.4 * stream.next())));
    expect(found?.shortMs).to.be.closeTo(20, 2);
    expect(found?.longMs).to.be.closeTo(200, 20);
    expect(found?.longShare).to.be.closeTo(0.1, 0.02);
  });

  it('with a long tail is one thing', () => {
    for (const law of [
      { law: 'exponential', meanMs: 20 },
      { law: 'hyperexponential', meanMs: 20, squaredCv: 4 },
      { law: 'log-normal', meanMs: 20, squaredCv: 4 },
    ] as const) {
      const sampler = samplerOf(law);
      expect(mixtureIn(draws(() => sampler(stream))), law.law).to.equal(undefined);
    }
  });
});
