import { expect } from 'chai';
import fc from 'fast-check';
import { RandomStream } from '../../../src/core/random-stream.ts';
import { allPairsP } from '../../../src/measuring/statistics/all-pairs.ts';
import { signFlipP } from '../../../src/measuring/statistics/sign-flip.ts';
import { drawNormal } from './samples.ts';

const stream = new RandomStream(21, 'all pairs');
const normal = () => drawNormal(() => stream.next());
/** Outliers upwards, as on a machine that others use. */
const contaminated = () => (stream.next() < 0.1 ? Math.abs(normal()) * 8 : normal());

function draw(arms: number, blocks: number, law: () => number, shift: (arm: number) => number): number[][] {
  const levels = Array.from({ length: blocks }, () => 5 * normal());
  return Array.from({ length: arms }, (_, arm) => levels.map((level) => level + law() + shift(arm)));
}

/** Share of families in which two of the first `alike` arms, which are alike, are told apart. */
function falseClaims(
  alike: number,
  arms: number,
  blocks: number,
  law: () => number,
  families = 1000,
): number {
  let false_ = 0;
  for (let family = 0; family < families; family++) {
    const p = allPairsP(draw(arms, blocks, law, (arm) => (arm < alike ? 0 : 3)));
    const claims = p.slice(0, alike).some((row) => row.slice(0, alike).some((one) => one <= 0.05));
    if (claims) false_++;
  }
  return false_ / families;
}

/** The definition, word for word: pattern by pattern, pair by pair. */
function byHand(values: number[][]): Map<string, number> {
  const blocks = values[0]!.length;
  const statistic = ([one, other]: [number, number], signs: number[]) => {
    const differences = signs.map((sign, b) => sign * (values[one]![b]! - values[other]![b]!));
    const length = Math.hypot(...differences);
    return length === 0 ? 0 : Math.abs(differences.reduce((sum, d) => sum + d, 0)) / length;
  };
  const seen = new Array<number>(blocks).fill(1);
  const pairs = values.flatMap((_, one) =>
    values.slice(one + 1).map((__, i): [number, number] => [one, one + 1 + i]),
  );
  pairs.sort((a, b) => statistic(b, seen) - statistic(a, seen));
  const adjusted = new Map<string, number>();
  let largest = 0;
  for (const [rank, pair] of pairs.entries()) {
    let reached = 0;
    for (let pattern = 0; pattern < 2 ** blocks; pattern++) {
      const signs = seen.map((_, b) => ((pattern >> b) & 1 ? -1 : 1));
      const most = Math.max(...pairs.slice(rank).map((other) => statistic(other, signs)));
      if (most >= statistic(pair, seen) - 1e-9) reached++;
    }
    largest = Math.max(largest, reached / 2 ** blocks);
    adjusted.set(pair.join(), largest);
  }
  return adjusted;
}

describe('statistics: all pairs', () => {
  it('of two arms are the exact sign-flip test', () => {
    for (const blocks of [1, 5, 8, 13]) {
      const [one, other] = draw(2, blocks, normal, (arm) => arm) as [number[], number[]];
      const differences = one.map((value, b) => value - other[b]!);
      expect(allPairsP([one, other])[0]![1]).to.be.closeTo(signFlipP(differences, 'two-sided'), 1e-12);
    }
  });

  it('step down as the definition says', () => {
    const values = draw(4, 6, normal, (arm) => arm * 0.7);
    const p = allPairsP(values);
    for (const [pair, expected] of byHand(values)) {
      const [one, other] = pair.split(',').map(Number) as [number, number];
      expect(p[one]![other]).to.be.closeTo(expected, 1e-12);
      expect(p[other]![one]).to.equal(p[one]![other]);
    }
  });

  it('take patterns for more than 13 blocks, always the same, and come close', () => {
    const [one, other] = draw(2, 16, normal, (arm) => arm * 0.6) as [number[], number[]];
    const exact = signFlipP(
      one.map((value, b) => value - other[b]!),
      'two-sided',
    );
    const [[, p]] = allPairsP([one, other]) as [[number, number]];
    expect(p).to.be.closeTo(exact, 0.015);
    expect(allPairsP([one, other])[0]![1]).to.equal(p);
  });

  it('look at differences within blocks alone', () => {
    const level = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 7, maxLength: 7 });
    const values = draw(3, 7, normal, (arm) => arm);
    fc.assert(
      fc.property(level, (levels) => {
        const moved = values.map((own) => own.map((value, b) => value + levels[b]!));
        for (const [i, row] of allPairsP(moved).entries())
          for (const [j, p] of row.entries()) expect(p).to.be.closeTo(allPairsP(values)[i]![j]!, 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it('find what is far apart with six blocks, however many arms there are', () => {
    const p = allPairsP(draw(6, 6, normal, (arm) => (arm === 0 ? -40 : 0)));
    for (let arm = 1; arm < 6; arm++) expect(p[0]![arm]).to.be.at.most(0.05);
  });

  it('tell arms that are alike apart in at most 5 % of families, outliers or not, whatever else is not alike', () => {
    for (const law of [normal, contaminated]) {
      expect(falseClaims(5, 5, 8, law), 'all alike').to.be.at.most(0.058);
      expect(falseClaims(3, 5, 8, law), 'two of five worse').to.be.at.most(0.058);
    }
    expect(falseClaims(4, 4, 16, normal, 150), 'many blocks').to.be.at.most(0.09);
  });

  it('are all 1 where nothing differs, and refuse what is not whole', () => {
    expect(
      allPairsP([
        [1, 2],
        [1, 2],
      ]),
    ).to.deep.equal([
      [1, 1],
      [1, 1],
    ]);
    expect(allPairsP([[1]])).to.deep.equal([[1]]);
    expect(allPairsP([])).to.deep.equal([]);
    expect(() => allPairsP([[1, 2], [1]])).to.throw('every arm needs a value in every block');
    expect(() => allPairsP([[Number.NaN]])).to.throw('NaN');
  });
});
