import { expect } from 'chai';
import { parseRunGate } from '../../src/comparison/gate.ts';
import { blocksToJudge, type Outcome, requestsToJudge } from '../../src/comparison/limit-outcome.ts';
import { judgeRun } from '../../src/comparison/run-gates.ts';
import { RandomStream } from '../../src/core/random-stream.ts';
import { blocksOf, classAt, runWith, trialOf } from './trials.ts';

const RUN = runWith(blocksOf({ base: 1, rival: 0.5 }, 8, 0.05, 1));

function outcomes(text: string, run = RUN, quantile?: number): Record<string, Outcome> {
  const rows = judgeRun(parseRunGate(text), run, quantile);
  return Object.fromEntries(rows.map((one) => [`${one.strategy} ${one.class}`, one.outcome]));
}

/** Of so many requests in each of so many blocks, these late. */
function runOfTypes(
  blocks: number,
  late: Readonly<Record<string, (block: number) => number>>,
  offered = 400,
) {
  return runWith(
    Array.from({ length: blocks }, (_, block) => {
      const types = Object.entries(late).map(([name, of]) => classAt(name, 10, offered, offered - of(block)));
      return trialOf(block, 'base', [classAt('light', 5), classAt('heavy', 10), ...types]);
    }),
  );
}

describe('a limit that a run is held against', () => {
  it('is kept or missed where that is certain, by each strategy', () => {
    expect(outcomes('p95 > 1ms')).to.deep.equal({ 'base short': 'missed', 'rival short': 'missed' });
    expect(outcomes('short p95 > 100s')).to.deep.equal({ 'base short': 'kept', 'rival short': 'kept' });
    const typicalMs = judgeRun(parseRunGate('p95 > 1ms'), RUN, undefined)[0]!.figure;
    if (typicalMs?.kind !== 'ms') return expect.fail('no time');
    expect(outcomes(`p95 > ${typicalMs.estimate.toFixed(3)}ms`)['base short']).to.equal('not certain');
  });

  it('is not certain where there are too few requests to tell, whatever failed', () => {
    const trials = Array.from({ length: 8 }, (_, block) =>
      trialOf(block, 'base', [classAt('short', 10, 400, 390)]),
    );
    expect(outcomes('p99 > 5ms', runWith(trials))).to.deep.equal({ 'base short': 'not certain' });
  });

  it('is missed where the percentile falls on requests without a good answer', () => {
    const trials = Array.from({ length: 8 }, (_, block) => {
      const shed = classAt('short', 10, 400, 300);
      return trialOf(block, 'base', [{ ...shed, rankedMs: { p50: 5, p90: null, p95: null, p99: null } }]);
    });
    expect(outcomes('p90 > 1000s', runWith(trials))).to.deep.equal({ 'base short': 'missed' });
  });
});

describe('the objective of a scenario', () => {
  it('is judged by its own quantile, for each type and no other class', () => {
    const run = runOfTypes(8, { quick: () => 0, slow: (block) => 6 + (block % 3) });
    expect(outcomes('objective', run, 0.99)).to.deep.equal({ 'base quick': 'kept', 'base slow': 'missed' });
    expect(outcomes('objective', run, 0.9)).to.deep.equal({ 'base quick': 'kept', 'base slow': 'kept' });
  });

  it('is not certain where hardly any request is late, and few were sent', () => {
    const rare = runOfTypes(16, { quick: (block) => (block < 2 ? 1 : 0) }, 19);
    expect(outcomes('objective', rare, 0.99)).to.deep.equal({ 'base quick': 'not certain' });
  });

  it('is called kept or missed in at most 5 % of runs that are just at it', () => {
    const stream = new RandomStream(3, 'late requests');
    for (const [blocks, offered] of [
      [8, 40],
      [16, 20],
      [8, 400],
    ] as const) {
      let kept = 0;
      let missed = 0;
      for (let run = 0; run < 400; run++) {
        const late = () =>
          Array.from({ length: offered }, () => stream.next()).filter((x) => x < 0.01).length;
        const given = outcomes('objective', runOfTypes(blocks, { quick: late }, offered), 0.99);
        if (given['base quick'] === 'kept') kept++;
        if (given['base quick'] === 'missed') missed++;
      }
      expect(Math.max(kept, missed) / 400, `${blocks} blocks of ${offered}`).to.be.at.most(0.06);
    }
  });
});

describe('what it takes to judge a limit', () => {
  it('are blocks for the correction for all its rows', () => {
    expect([1, 3, 6, 12, 24].map(blocksToJudge)).to.deep.equal([6, 6, 7, 8, 9]);
  });

  it('are so many requests that all in time is certain to be enough', () => {
    expect(requestsToJudge(0.99, 1)).to.equal(299);
    expect(requestsToJudge(0.999, 12)).to.equal(5478);
  });
});
