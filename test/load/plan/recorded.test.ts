import { expect } from 'chai';
import { asWritten, keptSettings, recordedCounts } from '../../../src/load/plan/recorded.ts';
import { scaleTime } from '../../../src/load/plan/time-scale.ts';
import { recorded, SCENARIO } from './scenarios.ts';

const row = (arrivalMs: number, type: string) => ({ arrivalMs, type, serviceMs: 1 });
const LOAD = recorded([row(0, 'short'), row(10, 'long'), row(19, 'long'), row(20, 'short')], 10, 10);
const TRACED = { ...SCENARIO, load: LOAD };

describe('a scenario with a trace', () => {
  it('is kept without its requests, but with what tells them from others', () => {
    const { rows: _, ...load } = LOAD;
    expect(keptSettings(scaleTime(TRACED, 1))).to.deep.equal({ ...SCENARIO, load });
    expect(keptSettings(scaleTime(SCENARIO, 1))).to.deep.equal(SCENARIO);
  });

  it('is written without what is read', () => {
    const { rows: _rows, recording: _recording, ...load } = LOAD;
    expect(asWritten(scaleTime(TRACED, 1))).to.deep.equal({ ...SCENARIO, load });
  });

  it('counts what it asks for while it is measured', () => {
    expect([...recordedCounts(TRACED)]).to.deep.equal([
      ['short', 0],
      ['long', 2],
    ]);
  });
});
