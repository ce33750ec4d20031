import { expect } from 'chai';
import { apart, letters, type Rival, rankingOf } from '../../src/comparison/ranking.ts';

function rival(name: string, ...drawsMs: (number | null)[]): Rival {
  const known = drawsMs.filter((ms) => ms !== null);
  return { name, ms: known.length < drawsMs.length ? null : (known[0] ?? null), drawsMs, unstable: false };
}

/** Who is faster than whom, as pairs of names. */
function lettersWhere(names: readonly string[], ...pairs: readonly string[]): string[] {
  const rivals = names.map((name, i) => rival(name, i + 1));
  const ranking = rankingOf('short', 'p95', rivals, (one, other) => pairs.includes(one.name + other.name));
  return [...letters(ranking).values()];
}

describe('two rivals without a test', () => {
  it('are apart where every draw of one is below every draw of the other', () => {
    expect(apart(rival('a', 1, 4), rival('b', 5, 9))).to.equal(true);
    expect(apart(rival('b', 5, 9), rival('a', 1, 4))).to.equal(false);
    expect(apart(rival('a', 1, 6), rival('b', 5, 9))).to.equal(false);
  });

  it('are not by one draw each, nor where one is missing', () => {
    expect(apart(rival('a', 1), rival('b', 500))).to.equal(false);
    expect(apart(rival('a', 1, null), rival('b', 5, 9))).to.equal(false);
  });
});

describe('a ranking', () => {
  const slow = rival('slow', 9, 9);
  const fast = rival('fast', 1, 2);
  const close = rival('close', 2, 1);

  it('has the fastest first, and for leaders all that nobody is faster than', () => {
    const { fit, leaders } = rankingOf('short', 'p95', [slow, fast, close], apart);
    expect(fit).to.deep.equal([fast, close, slow]);
    expect(leaders).to.deep.equal([fast, close]);
  });

  it('leaves out who has no time, and who was overloaded', () => {
    const overloaded = { ...fast, name: 'overloaded', unstable: true };
    const { fit, unfit } = rankingOf('short', 'p95', [overloaded, rival('none', null), slow], apart);
    expect(fit).to.deep.equal([slow]);
    expect(unfit.map(({ name }) => name)).to.deep.equal(['overloaded', 'none']);
  });
});

describe('letters', () => {
  it('are one for all where nobody is faster, and one each where all are apart', () => {
    expect(lettersWhere(['p', 'q', 'r'])).to.deep.equal(['a', 'a', 'a']);
    expect(lettersWhere(['p', 'q', 'r'], 'pq', 'qr', 'pr')).to.deep.equal(['a', 'b', 'c']);
  });

  it('are two for who lies between two that differ', () => {
    expect(lettersWhere(['p', 'q', 'r'], 'pr')).to.deep.equal(['a', 'ab', 'b']);
  });

  it('are shared by two exactly where neither is faster, whatever the pairs', () => {
    const names = ['p', 'q', 'r', 's', 't'];
    const all = names.flatMap((one, i) => names.slice(i + 1).map((other) => one + other));
    for (let chosen = 0; chosen < 2 ** all.length; chosen += 7) {
      const pairs = all.filter((_, i) => chosen & (2 ** i));
      const found = lettersWhere(names, ...pairs);
      for (const pair of all) {
        const [one, other] = [...pair].map((name) => found[names.indexOf(name)] ?? '');
        const share = [...(one ?? '')].some((letter) => other?.includes(letter));
        expect(share, `${pair} of ${pairs}`).to.equal(!pairs.includes(pair));
      }
    }
  });
});
