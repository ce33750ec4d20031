import { expect } from 'chai';
import type { Job, Worker } from '../../src/contract/job.ts';
import type { Strategy, StrategyDefinition } from '../../src/contract/strategy.ts';
import { assignOnArrival } from '../../src/toolkit/assign-on-arrival.ts';
import { extend } from '../../src/toolkit/extend.ts';

const JOB = {} as Job;
const WORKER = {} as Worker;
const TOLD = {
  jobArrived: [JOB],
  workerFree: [WORKER],
  jobFinished: [JOB, WORKER, 'ok'],
  workerJoined: [WORKER],
  workerLeft: [WORKER],
  probed: [WORKER, { unfinished: 1, latencyMs: 2 }],
  countsRead: [],
  wake: [],
} satisfies { [Name in keyof Required<Strategy>]: Parameters<Required<Strategy>[Name]> };

const NAMES = Object.keys(TOLD) as (keyof Strategy)[];

/** Writes down what it is told. */
function listener(who: string, heard: unknown[]): Required<Strategy> {
  const callbacks = NAMES.map((name) => [name, (...args: unknown[]) => heard.push([who, name, ...args])]);
  return Object.fromEntries(callbacks);
}

function tell(strategy: Strategy, name: keyof Strategy): void {
  (strategy[name] as (...args: unknown[]) => void)(...TOLD[name]);
}

describe('a strategy with callbacks added', () => {
  for (const name of NAMES) {
    it(`tells ${name} to the strategy, then to them`, () => {
      const heard: unknown[] = [];
      tell(extend(listener('strategy', heard), { [name]: listener('also', heard)[name] }), name);
      expect(heard).to.deep.equal([
        ['strategy', name, ...TOLD[name]],
        ['also', name, ...TOLD[name]],
      ]);
    });
  }

  it('need not have all of them', () => {
    const heard: unknown[] = [];
    const { jobArrived, workerFree } = listener('strategy', heard);
    const extended = extend(extend({ jobArrived, workerFree }, {}), {});
    for (const name of NAMES) tell(extended, name);
    expect(heard).to.deep.equal([
      ['strategy', 'jobArrived', JOB],
      ['strategy', 'workerFree', WORKER],
    ]);
  });

  it('is what the strategy says it is', () => {
    const facts = { binding: 'late' } as const;
    expect(extend({ ...listener('strategy', []), facts }, {}).facts).to.equal(facts);
  });

  it('is the only way to add some: the compiler takes no copy of what a helper makes', () => {
    const mine: Omit<StrategyDefinition, 'create'> = { title: 'Mine', uses: [], window: 1 };
    const copying: StrategyDefinition = {
      ...mine,
      // @ts-expect-error -- jobArrived and workerFree are not there
      create: (cluster) => ({ ...assignOnArrival(cluster, () => undefined), jobFinished() {} }),
    };
    expect(copying.create({} as never, {})).to.not.have.property('jobArrived');
  });
});
