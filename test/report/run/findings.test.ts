import { expect } from 'chai';
import { apart, type Ranking, type Rival, rankingOf } from '../../../src/comparison/ranking.ts';
import { leadFinding, lightFinding } from '../../../src/report/run/findings.ts';

function ranking(draws: Readonly<Record<string, readonly number[]>>): Ranking {
  const rivals: Rival[] = Object.entries(draws).map(([name, drawsMs]) => ({
    name,
    ms: drawsMs[0] ?? null,
    drawsMs,
    unstable: false,
  }));
  return rankingOf('short', 'p95', rivals, apart);
}

describe('what is said of the class that is judged', () => {
  it('is who is ahead, and how much longer the nearest and the farthest of the others take', () => {
    const said = leadFinding(ranking({ far: [44, 45], near: [18, 19], first: [10, 11] }), ' (91 % of all)');
    expect(said).to.equal(
      'short (91 % of all): first is ahead; p95 is 1.8 times as long with near, 4.4 times with far.',
    );
  });

  it('is who shares the lead', () => {
    expect(leadFinding(ranking({ a: [10, 20], b: [11, 19], c: [300, 400] }), '')).to.equal(
      'short: a and b are ahead and cannot be told apart; p95 is 30 times as long with c.',
    );
  });

  it('is that all are alike, and crowns nobody', () => {
    expect(leadFinding(ranking({ a: [10, 20], b: [11, 19] }), '')).to.equal(
      'short: a and b cannot be told apart; p95 differs by at most 1.1 times.',
    );
  });

  it('of one look is an order, whoever is ahead', () => {
    expect(leadFinding(ranking({ a: [10], b: [110] }), '')).to.equal(
      'short: p95 is lowest with a; it is 11 times as long with b.',
    );
    expect(leadFinding(ranking({ a: [10], b: [10.02], c: [20] }), '')).to.equal(
      'short: p95 is lowest with a; it is as long with b, 2.0 times with c.',
    );
  });

  it('of one strategy, or of none that can be judged, is just that', () => {
    expect(leadFinding(ranking({ a: [10, 11] }), '')).to.equal(
      'short: a ran alone, so there is nothing to compare it with.',
    );
    expect(leadFinding(ranking({}), '')).to.equal('short: no strategy has a p95 that can be judged.');
  });
});

describe('what is said of light requests', () => {
  it('is what handing work over does to them', () => {
    expect(lightFinding(ranking({ a: [7, 7.1], b: [6.9, 7.2], inline: [500, 520] }))).to.equal(
      'light: p95 is 72 times as long when HTTP workers compute (inline) as when work is handed over.',
    );
    expect(lightFinding(ranking({ a: [8, 9], inline: [6, 7] }))).to.equal(
      'light: p95 is 1.3 times as long when work is handed over as when HTTP workers compute (inline).',
    );
    expect(lightFinding(ranking({ a: [6, 9], inline: [7, 8] }))).to.equal(
      'light: this run does not show whether handing heavy work over changes p95.',
    );
  });

  it('without inline is whether the strategy matters', () => {
    expect(lightFinding(ranking({ a: [6, 9], b: [7, 8] }))).to.equal(
      'light: this run shows no difference between the strategies.',
    );
    expect(lightFinding(ranking({ a: [6, 9], b: [60, 80] }))).to.equal(
      'light: p95 is 10 times as long with b as with a.',
    );
  });

  it('is nothing of one strategy', () => {
    expect(lightFinding(ranking({ a: [6, 9] }))).to.equal(undefined);
  });
});
