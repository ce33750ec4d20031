import { expect } from 'chai';
import { runSimulationTask } from '../../src/bench/simulated/task.ts';
import { parseArms } from '../../src/catalogue/arm-syntax.ts';
import type { OpenLoad } from '../../src/contract/scenario.ts';
import { boundedPareto } from '../../src/lab/theory/bounded-pareto.ts';
import { type ContinuousLaw, exponentialLaw, momentsOf } from '../../src/lab/theory/continuous-law.ts';
import { mmkMeanWait } from '../../src/lab/theory/mmk.ts';
import { processorSharingMeanResponse } from '../../src/lab/theory/processor-sharing.ts';
import { srptMeanResponse } from '../../src/lab/theory/srpt.ts';
import type { ReadScenario } from '../../src/load/plan/scenario-states.ts';
import { runIdealFifo } from '../../src/simulation/ideal-fifo.ts';
import { runProcessorSharing, runShortestRemaining } from '../../src/simulation/preemptive-references.ts';
import { REFERENCES } from '../../src/simulation/simulate-scenario.ts';
import { TWO_TYPES } from '../bench/simulated-scenarios.ts';
import { jobsOf, measuresOf, scheduling, spanOfJobs, textbook, watch } from './watched.ts';

const SEED = 3;
const EXPONENTIAL = { law: 'exponential', meanMs: 10 } as const;
/** Nine jobs in ten take 1 ms, one takes 91. */
const BIMODAL = { law: 'bimodal', shortMs: 1, longMs: 91, longShare: 0.1 } as const;
type Bound = typeof runShortestRemaining;

/** What the bound makes of about as many jobs. */
function meanResponseOf(bound: Bound, scenario: ReadScenario & { load: OpenLoad }, jobs: number): number {
  const measures = measuresOf(scenario, spanOfJobs(scenario, jobs));
  bound(jobsOf(scenario, SEED), scenario.cluster.jobWorkers, measures);
  return measures.types[0]!.responseMs.mean;
}

describe('the bound SRPT', () => {
  const cases: [string, ReadScenario & { load: OpenLoad }, number, ContinuousLaw][] = [
    ['exponential jobs', textbook(1, 0.7, EXPONENTIAL), 0.7, exponentialLaw(10)],
    [
      'a bounded Pareto law',
      textbook(1, 0.6, { law: 'bounded-pareto', lowMs: 1, highMs: 100, alpha: 1.1 }),
      0.6,
      boundedPareto(1, 100, 1.1),
    ],
  ];

  for (const [name, scenario, utilisation, law] of cases) {
    it(`has the mean response of Schrage and Miller on one worker, with ${name}`, () => {
      const expected = srptMeanResponse(utilisation / momentsOf(law).mean, law);
      expect(meanResponseOf(runShortestRemaining, scenario, 150_000) / expected).to.be.closeTo(1, 0.04);
    });
  }

  it('runs each job as if it were alone while there are workers enough', () => {
    const measures = measuresOf(TWO_TYPES, { warmupMs: 0, endMs: 3000 });
    runShortestRemaining(jobsOf(TWO_TYPES, SEED), 1000, measures);
    for (const { slowdown } of measures.types) expect(slowdown.max).to.be.closeTo(1, 1e-9);
  });

  for (const jobWorkers of [1, 4]) {
    it(`is no slower in the mean than any strategy on ${jobWorkers} workers`, async () => {
      const scenario = { ...TWO_TYPES, cluster: { httpWorkers: 1, jobWorkers } };
      const task = { scenario, seed: SEED, jobs: 700 };
      const bound = await runSimulationTask({ ...task, what: 'SRPT' });
      const boundMs = bound.classes[0]!.responseMs.mean!;
      const arms = (await parseArms(['all'], undefined)).filter((arm) => arm.kind === 'strategy');
      expect(arms).to.have.length.above(20);
      for (const arm of arms) {
        const { counts, responseMs } = (await runSimulationTask({ ...task, what: arm })).classes[0]!;
        expect(counts.ok, arm.label).to.equal(counts.offered);
        expect(responseMs.mean, arm.label).to.be.at.least(boundMs);
      }
    });
  }
});

describe('the bound processor sharing', () => {
  for (const [name, service] of [
    ['exponential', EXPONENTIAL],
    ['bimodal', BIMODAL],
  ] as const) {
    it(`has a mean response on one worker that does not depend on the law: ${name}`, () => {
      const expected = processorSharingMeanResponse(10, 0.7);
      const mean = meanResponseOf(runProcessorSharing, textbook(1, 0.7, service), 200_000);
      expect(mean / expected).to.be.closeTo(1, 0.05);
    });
  }

  it('slows jobs of every length down alike', () => {
    const scenario = {
      ...textbook(1, 0.6, EXPONENTIAL),
      types: {
        short: { runs: 'sleep', service: { law: 'constant', meanMs: 1 }, share: 9 },
        long: { runs: 'sleep', service: { law: 'constant', meanMs: 91 }, share: 1 },
      },
    } as const;
    const measures = measuresOf(scenario, spanOfJobs(scenario, 150_000));
    runProcessorSharing(jobsOf(scenario, SEED), 1, measures);
    for (const { slowdown, name } of measures.types)
      expect(slowdown.mean, name).to.be.closeTo(processorSharingMeanResponse(1, 0.6), 0.15);
  });

  it('has as many exponential jobs in the system as a central queue on several workers', () => {
    // Both are the same birth and death process, so by Little's law the mean response is that of M/M/4.
    const expected = 10 * (1 + mmkMeanWait(4, 0.8));
    const mean = meanResponseOf(runProcessorSharing, textbook(4, 0.8, EXPONENTIAL), 150_000);
    expect(mean / expected).to.be.closeTo(1, 0.05);
  });
});

describe('the bound central FIFO', () => {
  it('ends every job when pull-fifo does', async () => {
    for (const jobWorkers of [1, 4]) {
      const scenario = { ...TWO_TYPES, cluster: { httpWorkers: 1, jobWorkers } };
      const span = { warmupMs: 1000, endMs: 6000 };
      const bound = measuresOf(scenario, span);
      runIdealFifo(jobsOf(scenario, SEED), jobWorkers, bound);
      const pulled = watch(scenario, await scheduling('pull-fifo', 1, scenario), span, SEED).measures;
      const pulledEnds = pulled.endsByArrival();
      expect(bound.endings).to.have.length.above(400 * jobWorkers);
      for (const { arrivalMs, endMs } of bound.endings)
        expect(pulledEnds.get(arrivalMs), `came at ${arrivalMs}`).to.equal(endMs);
    }
  });
});

describe('a bound', () => {
  for (const what of REFERENCES) {
    it(`comes to an end when the jobs do not: ${what}`, async () => {
      const scenario = { ...TWO_TYPES, load: { ...textbook(4, 3, EXPONENTIAL).load } };
      const { classes, unfinished } = await runSimulationTask({ scenario, what, seed: SEED, jobs: 300 });
      const { offered, ok } = classes[0]!.counts;
      expect(offered - ok).to.be.at.most(unfinished);
      expect(unfinished).to.be.above(0);
    });
  }
});
