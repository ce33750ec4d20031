import { expect } from 'chai';
import { compareWithBaseline } from '../../src/comparison/against-baseline.ts';
import type { Verdict } from '../../src/results/comparison-schema.ts';
import { blocksOf, classAt, DESIGN, trial, trialOf } from './trials.ts';

const SEEDS = 600;

/** How often each verdict was given on `rival`, in so many simulated runs. */
function verdicts(factor: number, noise: number, blocks = 8): Map<Verdict | null, number> {
  const given = new Map<Verdict | null, number>();
  for (let seed = 0; seed < SEEDS; seed++) {
    const rows = compareWithBaseline(blocksOf({ base: 1, rival: factor }, blocks, noise, seed), DESIGN);
    const verdict = rows.find(({ strategy }) => strategy === 'rival')!.verdict;
    given.set(verdict, (given.get(verdict) ?? 0) + 1);
  }
  return given;
}

const share = (given: Map<Verdict | null, number>, ...wanted: Verdict[]) =>
  wanted.reduce((sum, verdict) => sum + (given.get(verdict) ?? 0), 0) / SEEDS;

describe('verdicts on eight blocks', () => {
  it('call the same code better or worse in at most 5 % of runs', () => {
    expect(share(verdicts(1, 0.1), 'better', 'worse')).to.be.at.most(0.05);
  });

  it('find a strategy that is 20 % slower', () => {
    expect(share(verdicts(1.2, 0.06), 'worse')).to.be.at.least(0.95);
  });

  it('call one that is 1 % slower the same or inconclusive', () => {
    expect(share(verdicts(1.01, 0.06), 'same', 'inconclusive')).to.be.at.least(0.94);
    expect(share(verdicts(1.01, 0.01), 'same'), 'and the same where hardly anything is noise').to.be.at.least(
      0.95,
    );
  });

  it('cover the true ratio as often as they say', () => {
    let covered = 0;
    for (let seed = 0; seed < 3000; seed++) {
      const rows = compareWithBaseline(blocksOf({ base: 1, rival: 1.3 }, 8, 0.2, seed), DESIGN);
      const ratio = rows.find(({ strategy }) => strategy === 'rival')!.ratio!;
      if (ratio.low! <= 1.3 && ratio.high! >= 1.3) covered++;
    }
    // The exact level of eight pairs is 1 − 10/256.
    expect(covered / 3000).to.be.within(0.94, 0.975);
  });

  it('say how many blocks might settle what is open, and which difference they could have seen', () => {
    const [, rival] = compareWithBaseline(blocksOf({ base: 1, rival: 1.1 }, 8, 0.3, 4), DESIGN);
    expect(rival?.verdict).to.equal('inconclusive');
    expect(rival?.blocksNeeded).to.be.above(8);
    expect(rival?.detectableRatio).to.be.within(1.2, 3);
  });

  it('are none in a quick run', () => {
    const rows = compareWithBaseline(blocksOf({ base: 1, rival: 3 }, 8, 0.01, 1), {
      ...DESIGN,
      mode: 'quick',
    });
    expect(rows.map(({ verdict }) => verdict)).to.deep.equal([null, null]);
    expect(rows[1]?.ratio?.estimate).to.be.within(2.9, 3.1);
  });

  it('leave the twin out of the correction', () => {
    const rows = compareWithBaseline(blocksOf({ base: 1, again: 1, rival: 3 }, 8, 0.01, 1), DESIGN);
    expect(rows.find(({ strategy }) => strategy === 'rival')).to.include({ pRaw: 2 / 256, p: 2 / 256 });
  });

  it('are about complete blocks only', () => {
    const whole = blocksOf({ base: 1, rival: 2 }, 8, 0.1, 1);
    const cut = [...whole, trial(8, 'base', 1)];
    expect(compareWithBaseline(cut, DESIGN)).to.deep.equal(compareWithBaseline(whole, DESIGN));
  });

  it('need a value in every block', () => {
    const rows = compareWithBaseline(
      Array.from({ length: 8 }, (_, block) => [
        trial(block, 'base', 10),
        trial(block, 'rival', block === 3 ? null : 5),
      ]).flat(),
      DESIGN,
    );
    expect(rows[1]).to.include({ ratio: null, medianMs: null, verdict: 'inconclusive' });
  });

  it('are unstable where most trials were', () => {
    const rows = compareWithBaseline(
      blocksOf({ base: 1, rival: 2 }, 8, 0.1, 1).map((one) => ({
        ...one,
        unstable: one.strategy === 'rival' && one.block < 5,
      })),
      DESIGN,
    );
    expect(rows.map(({ verdict }) => verdict)).to.deep.equal([null, 'unstable']);
  });
});

describe('a class', () => {
  const metricAt = (offered: number) => {
    const trials = [0, 1].map((block) => trialOf(block, 'base', [classAt('short', 10, offered)]));
    return compareWithBaseline(trials, DESIGN)[0]?.metric;
  };

  it('is judged by the highest percentile that all its trials support', () => {
    expect([400, 200, 199, 100, 99, 20, 19].map(metricAt)).to.deep.equal([
      'p95',
      'p95',
      'p90',
      'p90',
      'p50',
      'p50',
      'mean',
    ]);
  });

  it('that some trial lacks is left out', () => {
    const both = [classAt('light', 5), classAt('short', 10)];
    const trials = [trialOf(0, 'base', both), trialOf(1, 'base', [classAt('short', 10)])];
    expect(compareWithBaseline(trials, DESIGN).map((one) => one.class)).to.deep.equal(['short']);
  });

  it('has the share of offered requests that were good in time', () => {
    const trials = Array.from({ length: 8 }, (_, block) => [
      trialOf(block, 'base', [classAt('short', 10, 400, 400)]),
      trialOf(block, 'rival', [classAt('short', 10, 400, 380)]),
    ]).flat();
    const [, rival] = compareWithBaseline(trials, DESIGN);
    expect(rival).to.include({ attainment: 0.95, attainmentP: 2 / 256 });
  });
});
