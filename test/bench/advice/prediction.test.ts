import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { factsOf, type LogFacts } from '../../../src/bench/advice/log-facts.ts';
import { lengthsByType, type PeakScenario, peakScenario } from '../../../src/bench/advice/peak-traffic.ts';
import { runTask, type TrialOutcome } from '../../../src/bench/advice/trial.ts';
import { readLog } from '../../../src/logs/read-log.ts';
import type { StuckWatch } from '../../../src/processes/stuck-watch.ts';
import { type Logged, logged } from '../../demand/logged.ts';
import { written } from '../../logs/written.ts';
import { strategies } from '../simulated-scenarios.ts';

const WATCH = { beat: () => {} } as unknown as StuckWatch;
const FACTOR = 60;
const GOALS = ['report', 'export'].flatMap((type) =>
  [null, 0.95].map((quantile) => ({ text: '', type, quantile, atMostMs: 1e6, implied: false })),
);

/** The same requests with their true lengths, which no log says. */
function withTruth(peak: PeakScenario, { requests, trueMs }: Logged): PeakScenario {
  const { rows } = peak.load;
  const [first] = rows;
  const gapMs = (i: number) => ((requests.startMs[i] as number) - (requests.startMs[0] as number)) * FACTOR;
  // The window of the peak begins at one of its requests, or just before.
  const isSame = (from: number) =>
    rows.every(
      ({ arrivalMs }, n) => Math.abs(arrivalMs - (first?.arrivalMs ?? 0) - gapMs(from + n) + gapMs(from)) < 2,
    );
  const from = Array.from({ length: requests.count - rows.length + 1 }, (_, i) => i).find(isSame);
  if (from === undefined) throw new Error('the peak is not among the requests');
  const truth = rows.map((row, n) => ({ ...row, serviceMs: (trueMs[from + n] as number) * FACTOR }));
  return { ...peak, load: { ...peak.load, rows: truth } };
}

describe('what advise foresees of another strategy', () => {
  it('is what the true lengths give, within 5 %, from a log of one queue that was first come first served', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'prediction-'));
    const truth = logged({ count: 3000, workers: 4, load: 0.8, seed: 5, queue: 'shared' });
    const path = join(folder, 'access.log');
    await writeFile(path, written(truth.requests, 'nginx', FACTOR));
    const log = await readLog([path], undefined, [], () => {});
    await rm(folder, { recursive: true });
    const facts = factsOf(log, { heavy: [], processors: null }) as LogFacts;
    const peak = peakScenario(facts, 'The peak.', 4);
    const timesOf = async (arm: string, scenario: PeakScenario, workers: number) => {
      const task = { kind: 'trial', workers, variant: 0, loadFactor: 1, serviceFactor: 1 } as const;
      const [own] = await strategies(arm);
      const traffic = { scenario, others: [], servicesMs: lengthsByType(facts), goals: GOALS };
      return ((await runTask({ ...task, arm: own! }, WATCH, traffic)) as TrialOutcome).goalMs;
    };
    for (const arm of ['round-robin', 'least-active', 'shortest-type-first'])
      for (const workers of [4, 6]) {
        const foreseen = await timesOf(arm, peak, workers);
        const known = await timesOf(arm, withTruth(peak, truth), workers);
        for (const [i, ms] of foreseen.entries())
          expect(ms / (known[i] as number), `${arm} on ${workers}`).to.be.closeTo(1, 0.05);
      }
  });
});
