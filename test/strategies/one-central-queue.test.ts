import { expect } from 'chai';
import type { StrategyDefinition } from '../../src/contract/strategy.ts';
import adaptiveLifo from '../../strategies/adaptive-lifo.ts';
import darc from '../../strategies/darc.ts';
import deficitRoundRobin from '../../strategies/deficit-round-robin.ts';
import earliestDeadlineFirst from '../../strategies/earliest-deadline-first.ts';
import firstFit from '../../strategies/first-fit.ts';
import lateBinding from '../../strategies/late-binding.ts';
import leastWorkLeft from '../../strategies/least-work-left.ts';
import leastWorkOfTwo from '../../strategies/least-work-of-two.ts';
import nudge from '../../strategies/nudge.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import shortestJobFirst from '../../strategies/shortest-job-first.ts';
import shortestTypeFirst from '../../strategies/shortest-type-first.ts';
import sloRatio from '../../strategies/slo-ratio.ts';
import startTimeFair from '../../strategies/start-time-fair.ts';
import staticPartition from '../../strategies/static-partition.ts';
import { type Arrival, equalArrivals, randomArrivals, type Setting, startsOf } from './same-arrivals.ts';

const WORKERS = 4;
/** Load 0.9: about 2.8 ms between jobs of 10 ms. */
const GAP_MS = 2.8;
const ANY = (seed: number) => randomArrivals(seed, 200, GAP_MS);
const ONE_TYPE = (seed: number) => randomArrivals(seed, 200, GAP_MS, ['a']);
const ONE_SIZE = (seed: number) => equalArrivals(seed, 200, GAP_MS);

interface Identity {
  readonly name: string;
  readonly definition: StrategyDefinition;
  readonly when: string;
  readonly arrivals: (seed: number) => Arrival[];
  readonly parameters?: Setting['parameters'];
}

/** Each starts every job at the very moment at which a central queue, first come first served, does. */
const SAME_AS_CENTRAL: readonly Identity[] = [
  { name: 'least work left', definition: leastWorkLeft, when: 'with exact sizes', arrivals: ANY },
  {
    name: 'LL(d)',
    definition: leastWorkOfTwo,
    when: 'when it draws all workers',
    arrivals: ANY,
    parameters: { d: WORKERS },
  },
  {
    name: 'late binding',
    definition: lateBinding,
    when: 'with a reservation at every worker',
    arrivals: ANY,
    parameters: { d: WORKERS },
  },
  { name: 'first fit', definition: firstFit, when: 'with one slot', arrivals: ANY },
  {
    name: 'adaptive LIFO',
    definition: adaptiveLifo,
    when: 'as long as no queue stands',
    arrivals: ANY,
    parameters: { intervalMs: 1e6 },
  },
  {
    name: 'earliest deadline first',
    definition: earliestDeadlineFirst,
    when: 'when all jobs have the same time to live',
    arrivals: (seed) =>
      ANY(seed).map(({ afterMs, demand }) => ({ afterMs, demand: { ...demand, timeoutMs: 1e6 } })),
  },
  {
    name: 'shortest job first',
    definition: shortestJobFirst,
    when: 'with jobs of one size',
    arrivals: ONE_SIZE,
  },
  { name: 'nudge', definition: nudge, when: 'with jobs of one size', arrivals: ONE_SIZE },
  { name: 'shortest type first', definition: shortestTypeFirst, when: 'with one type', arrivals: ONE_TYPE },
  { name: 'SLO ratio', definition: sloRatio, when: 'with one type', arrivals: ONE_TYPE },
  { name: 'start-time fair queueing', definition: startTimeFair, when: 'with one type', arrivals: ONE_TYPE },
  { name: 'deficit round robin', definition: deficitRoundRobin, when: 'with one type', arrivals: ONE_TYPE },
  {
    name: 'DARC',
    definition: darc,
    when: 'with one type',
    arrivals: ONE_TYPE,
    parameters: { profileJobs: 20 },
  },
  {
    name: 'a static partition',
    definition: staticPartition,
    when: 'with one type',
    arrivals: ONE_TYPE,
    parameters: { profileJobs: 20 },
  },
  { name: 'DARC', definition: darc, when: 'before its first profile is full', arrivals: ANY },
  {
    name: 'a static partition',
    definition: staticPartition,
    when: 'before its profile is full',
    arrivals: ANY,
  },
];

describe('one central queue, first come first served', () => {
  for (const { name, definition, when, arrivals, parameters = {} } of SAME_AS_CENTRAL) {
    it(`is what ${name} comes to ${when}, job for job`, () => {
      for (const seed of [1, 2, 3]) {
        const starts = startsOf(definition, { workers: WORKERS, parameters }, arrivals(seed));
        expect(starts).to.deep.equal(startsOf(pullFifo, { workers: WORKERS }, arrivals(seed)));
      }
    });
  }

  it('is not what they are apart from that', () => {
    const differing = [
      shortestJobFirst,
      nudge,
      shortestTypeFirst,
      sloRatio,
      startTimeFair,
      deficitRoundRobin,
      lateBinding,
      leastWorkOfTwo,
    ];
    for (const definition of differing) {
      const starts = startsOf(definition, { workers: WORKERS }, ANY(1));
      expect(starts, definition.title).to.not.deep.equal(startsOf(pullFifo, { workers: WORKERS }, ANY(1)));
    }
  });
});
