import { expect } from 'chai';
import type { Scenario } from '../../../src/contract/scenario.ts';
import { recordedCounts, withoutRows } from '../../../src/load/plan/recorded.ts';
import { SCENARIO } from './scenarios.ts';

const row = (arrivalMs: number, type: string) => ({ arrivalMs, type, serviceMs: 1 });
const recording = { digest: 'abc', requests: 4, outOfOrder: 0 };
const TRACE = { model: 'trace', file: 'a.csv', recording, connectionsPerHttpWorker: 1 } as const;
const TRACED: Scenario = {
  ...SCENARIO,
  load: {
    ...TRACE,
    rows: [row(0, 'short'), row(10, 'long'), row(19, 'long'), row(20, 'short')],
    warmupMs: 10,
    durationMs: 10,
  },
};

describe('a scenario with a trace', () => {
  it('is kept without its requests, but with what tells them from others', () => {
    expect(withoutRows(TRACED).load).to.deep.equal({ ...TRACE, warmupMs: 10, durationMs: 10 });
    expect(withoutRows(SCENARIO)).to.equal(SCENARIO);
  });

  it('counts what it asks for while it is measured', () => {
    expect([...recordedCounts(TRACED)]).to.deep.equal([
      ['short', 0],
      ['long', 2],
    ]);
  });
});
