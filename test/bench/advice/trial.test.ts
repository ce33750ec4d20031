import { expect } from 'chai';
import {
  type PeakTraffic,
  runTask,
  type TrialOutcome,
  type TrialTask,
} from '../../../src/bench/advice/trial.ts';
import type { TraceRow } from '../../../src/load/plan/scenario-states.ts';
import type { StuckWatch } from '../../../src/processes/stuck-watch.ts';
import { strategies } from '../simulated-scenarios.ts';

const WATCH = { beat: () => {} } as unknown as StuckWatch;

/** A job of 10 ms every 10 ms for a second. */
function clockwork(atMostMs: number): PeakTraffic {
  const rows = Array.from(
    { length: 100 },
    (_, i): TraceRow => ({ arrivalMs: i * 10, type: 'job', serviceMs: 10 }),
  );
  return {
    scenario: {
      about: 'Clockwork.',
      cluster: { httpWorkers: 1, jobWorkers: 1 },
      lightMs: 0,
      types: { job: { runs: 'sleep', service: { law: 'constant', meanMs: 10 }, share: 1 } },
      load: {
        model: 'trace',
        file: 'peak.csv',
        connectionsPerHttpWorker: 1,
        warmupMs: 0,
        durationMs: 1000,
        rows,
        recording: { digest: '', requests: 100, outOfOrder: 0 },
      },
      timeoutMs: 60_000,
      queueLimit: 1000,
      timeScale: 1,
    },
    others: [],
    servicesMs: { job: Float64Array.of(10) },
    goals: [{ text: '', type: 'job', quantile: 0.95, atMostMs, implied: false }],
  };
}

describe('a trial of the peak', () => {
  async function outcome(change: Partial<TrialTask>, peak = clockwork(20)): Promise<TrialOutcome> {
    const [arm] = await strategies('pull-fifo');
    const task = {
      kind: 'trial',
      arm: arm!,
      workers: 1,
      variant: 0,
      loadFactor: 1,
      serviceFactor: 1,
      ...change,
    } as const;
    return (await runTask(task, WATCH, peak)) as TrialOutcome;
  }

  it('gives each goal its figure, and the largest share of a limit', async () => {
    const { goalMs, worst } = await outcome({});
    expect(goalMs[0]).to.be.closeTo(10, 0.1);
    expect(worst).to.be.closeTo(0.5, 0.01);
  });

  it('takes longer with longer jobs or more load on one worker, and not on two', async () => {
    expect((await outcome({ serviceFactor: 1.5 })).worst).to.be.above(2);
    expect((await outcome({ loadFactor: 1.5 })).worst).to.be.above(1);
    expect((await outcome({ serviceFactor: 1.5, workers: 2 })).worst).to.be.closeTo(0.75, 0.01);
  });

  it('counts a rejected request as slower than any other', async () => {
    const peak = clockwork(1e6);
    const full = { ...peak, scenario: { ...peak.scenario, queueLimit: 1 } };
    expect((await outcome({ serviceFactor: 3 }, full)).worst).to.equal(Number.POSITIVE_INFINITY);
  });

  it('is of other busy windows for the next variants, and of lengths drawn anew beyond these', async () => {
    const peak = clockwork(20);
    const { load } = peak.scenario;
    const rows = load.rows.map((row) => ({ ...row, serviceMs: 4 }));
    const two = { ...peak, others: [{ ...load, rows }], servicesMs: { job: Float64Array.of(7) } };
    const times = [];
    for (const variant of [0, 1, 2, 3])
      times.push(Math.round((await outcome({ variant }, two)).goalMs[0] ?? 0));
    expect(times).to.deep.equal([10, 4, 7, 7]);
  });

  it('has a limit: the load that one worker can just do', async () => {
    const [arm] = await strategies('pull-fifo');
    const limit = await runTask({ kind: 'limit', arm: arm!, workers: 1, variant: 0 }, WATCH, clockwork(12));
    expect(limit).to.be.closeTo(1, 0.03);
  });
});
