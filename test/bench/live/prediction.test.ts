import { expect } from 'chai';
import { predict, predictionTask } from '../../../src/bench/live/prediction.ts';
import { parseArms } from '../../../src/catalogue/arm-syntax.ts';
import type { MeasuredScenario } from '../../../src/load/plan/scenario-states.ts';
import type { RequestRecord } from '../../../src/measuring/summary/request-record.ts';
import { TINY } from '../../cluster/tiny-cluster.ts';
import { GOOD, LIGHT } from '../../measuring/summary/records.ts';

const SCENARIO: MeasuredScenario = {
  ...TINY,
  cluster: { httpWorkers: 1, jobWorkers: 1 },
  load: { ...TINY.load, warmupMs: 0, durationMs: 1000 } as MeasuredScenario['load'],
};

/** Two at once every 100 ms on one worker: the second waits for the first. HTTP adds 1 ms to each. */
const RECORDS: RequestRecord[] = Array.from({ length: 10 }, (_, i) => [
  { ...GOOD, seq: 2 * i, intendedMs: i * 100, waitMs: 0, serviceMs: 10, endedMs: i * 100 + 11 },
  { ...GOOD, seq: 2 * i + 1, intendedMs: i * 100, waitMs: 10, serviceMs: 10, endedMs: i * 100 + 21 },
]).flat();

describe('the prediction of a trial', () => {
  const under = async (name: string, records: readonly RequestRecord[]) => {
    const [arm] = await parseArms([name], 1);
    if (arm?.kind !== 'strategy') return expect.fail();
    const task = predictionTask(arm, SCENARIO, records, 1, []);
    return task && predict(task);
  };

  it('is what the same jobs take in virtual time, and what HTTP adds', async () => {
    const prediction = await under('pull-fifo', [...RECORDS, LIGHT]);
    expect(prediction?.get('heavy')?.mean).to.be.closeTo(16, 0.05);
    expect(prediction?.get('short')?.mean).to.be.closeTo(16, 0.05);
  });

  it('is none where a request was not served', async () => {
    const [first, ...others] = RECORDS;
    expect(await under('pull-fifo', [{ ...first!, outcome: 'timedOut' }, ...others])).to.equal(undefined);
    expect(await under('pull-fifo', [LIGHT])).to.equal(undefined);
  });
});
