import { expect } from 'chai';
import { compareWithBaseline } from '../../src/comparison/against-baseline.ts';
import type { BoundedScheduling } from '../../src/core/scheduling/scheduling.ts';
import type { ReadScenario } from '../../src/load/plan/scenario-states.ts';
import { simulateScenario } from '../../src/simulation/simulate-scenario.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import { classAt, DESIGN, trialOf } from './trials.ts';

/** A loaded cluster whose strategy costs so much more of every response: all jobs take that much longer. */
function p95Of(slowdown: number, seed: number): number {
  const scenario: ReadScenario = {
    about: 'One type at 50 % load.',
    cluster: { httpWorkers: 1, jobWorkers: 4 },
    lightMs: 1,
    types: { short: { runs: 'sleep', service: { law: 'exponential', meanMs: 10 * slowdown }, share: 1 } },
    load: {
      model: 'open',
      arrivals: { process: 'poisson' },
      heavy: { perSecond: 200 },
      lightPerSecond: 0,
      connectionsPerHttpWorker: 1,
      warmupMs: 100,
      durationMs: 1000,
    },
    timeoutMs: 100_000,
    queueLimit: 1000,
  };
  const scheduling: BoundedScheduling = {
    strategyName: 'pull-fifo',
    uses: [],
    create: (cluster) => pullFifo.create(cluster, {}),
    window: 1,
    queueLimit: 1000,
  };
  return simulateScenario(scenario, scheduling, seed, 2000).classes[0]!.responseMs.p95!;
}

describe('a slowdown planted in one arm', () => {
  const rowsFor = (slowdown: number) =>
    compareWithBaseline(
      Array.from({ length: 8 }, (_, block) => [
        trialOf(block, 'base', [classAt('short', p95Of(1, block))]),
        trialOf(block, 'slowed', [classAt('short', p95Of(slowdown, block))]),
      ]).flat(),
      DESIGN,
    );

  it('of 20 % is found worse', () => {
    expect(rowsFor(1.2)[1]).to.include({ verdict: 'worse', p: 2 / 256 });
  });

  it('of 1 % is the same', () => {
    expect(rowsFor(1.01)[1]?.verdict).to.equal('same');
  });
});
