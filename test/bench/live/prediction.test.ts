import { expect } from 'chai';
import { appPredictionTask } from '../../../src/bench/app/app-prediction.ts';
import { reportIn } from '../../../src/bench/app/app-report.ts';
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

  /** Two jobs at once every 100 ms on one worker, which each message reaches in 0.5 ms. */
  const accountOf = (ok: number, more: object = {}) => {
    const outcomes = { ok, failed: 0, timedOut: 0, cancelled: 0, rejected: 0 };
    const times = (of: (i: number) => number) => Array.from({ length: 20 }, (_, i) => of(i));
    const report = {
      asked: outcomes,
      settled: outcomes,
      atMs: times((i) => 7000 + Math.floor(i / 2) * 100),
      waitMs: times((i) => (i % 2 === 0 ? 0.5 : 11.5)),
      serviceMs: times(() => 10),
    };
    const jobWorkers = [{ worker: 2, jobs: ok, busyMs: 200, cpuMs: 200 }];
    const account = {
      report: 'account',
      answers: null,
      jobs: { page: report },
      open: 0,
      jobWorkers,
      ...more,
    };
    const read = reportIn(JSON.stringify(account));
    return typeof read !== 'string' && read.report === 'account' ? read : expect.fail();
  };

  it('of an app is that of its jobs, from their arrival at the primary to their end', async () => {
    const [arm] = await parseArms(['pull-fifo'], 1);
    if (arm?.kind !== 'strategy') return expect.fail();
    const task = appPredictionTask(arm, SCENARIO, accountOf(20), 1);
    const prediction = task && (await predict(task));
    expect(prediction?.get('page')?.mean).to.be.closeTo(16, 0.05);
    expect(appPredictionTask(arm, SCENARIO, accountOf(19), 1), 'one is missing').to.equal(undefined);
    expect(appPredictionTask(arm, SCENARIO, accountOf(20, { workerDeaths: 1 }), 1)).to.equal(undefined);
  });
});
