import { expect } from 'chai';
import { workerCurveOf } from '../../../src/report/model/worker-curve.ts';
import type { AdviceFindings, AdviceRow, TriedArrangement } from '../../../src/results/advice-schema.ts';

const row = (strategy: string, workers: number, meets: boolean, now = false): AdviceRow => ({
  ...{ strategy, workers, meets, now, goals: [], holdsUntil: 1 },
});
const tried = (strategy: string, workers: number, meanMs: number | null): TriedArrangement => ({
  ...{ strategy, workers, replications: 8 },
  goals: [{ meanMs, interval: meanMs === null ? null : [meanMs - 5, meanMs + 5] }],
});
const goal = { text: '', type: 'report', quantile: 0.95, atMostMs: 300, implied: false };

function found(changes: Partial<AdviceFindings>): AdviceFindings {
  return {
    objective: [goal],
    rows: [row('pull', 4, false, true), row('darc', 4, true)],
    tried: [
      tried('pull', 5, 200),
      tried('pull', 4, 400),
      tried('darc', 4, 250),
      tried('darc', 3, null),
      tried('random', 4, 900),
    ],
    advice: { strategy: 'darc', workers: 4, risk: 'low', headroom: 0.3, flips: false, otherwise: [] },
    ...changes,
  } as AdviceFindings;
}

describe('workers against latency', () => {
  it('has a line for each contender, with intervals and the limit, and overload only in its table', () => {
    const curve = workerCurveOf(found({}));
    if (typeof curve === 'string') throw new Error(curve);
    const [panel] = curve.panels;
    expect(panel?.limit).to.equal(300);
    expect(panel?.lines).to.deep.equal([
      {
        name: 'pull',
        points: [
          { at: 4, value: 400, range: [395, 405] },
          { at: 5, value: 200, range: [195, 205] },
        ],
      },
      { name: 'darc', points: [{ at: 4, value: 250, range: [245, 255] }] },
    ]);
    expect(curve.table.rows).to.deep.include(['darc', 3, 8, 'overloaded']);
  });

  it('is called after what the advice changes', () => {
    const titleOf = (changes: Partial<AdviceFindings>) => {
      const curve = workerCurveOf(found(changes));
      return typeof curve === 'string' ? curve : curve.title;
    };
    expect(titleOf({})).to.equal('darc meets the objective with 4 workers; pull with 4 does not');
    const advice = { ...found({}).advice, strategy: 'pull', workers: 5 } as AdviceFindings['advice'];
    const rows = [row('pull', 4, false, true), row('pull', 5, true)];
    expect(titleOf({ advice, rows })).to.equal('pull meets the objective with 5 workers, not with 4');
    expect(titleOf({ advice: null })).to.equal('No number of workers that was tried meets the objective');
    expect(titleOf({ tried: [tried('pull', 4, null)] })).to.equal(
      'Every arrangement that was tried is overloaded.',
    );
  });
});
