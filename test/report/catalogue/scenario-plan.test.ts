import { expect } from 'chai';
import type { ReadScenario, Recording } from '../../../src/load/plan/scenario-states.ts';
import { scenarioPlan } from '../../../src/report/catalogue/scenario-plan.ts';
import { TINY } from '../../cluster/tiny-cluster.ts';
import { recorded } from '../../load/plan/scenarios.ts';

describe('the plan of a scenario', () => {
  it('says all that will happen', () => {
    expect(scenarioPlan({ ...TINY, defaultTimeScale: 0.5 })).to.deep.equal([
      'The smallest cluster with a choice to make.',
      '1 HTTP workers, 2 job workers; up to 1000 jobs wait; every answer within 60000 ms',
      'light requests take 1 ms; heavy ones: short sleeps, constant with mean 1 ms, share 1; report runs the job report-a ({"header":0,"datasize":1,"pageCount":1}), share 1',
      'open load: every 20 ms a burst of 3 light and 2 heavy; 0.04 s of warm-up, then 0.2 s measured',
      'runs at time scale 0.5 by default',
    ]);
  });

  it('says when each request has a connection of its own', () => {
    const load = {
      model: 'open',
      arrivals: { process: 'poisson' },
      heavy: { perSecond: 10 },
      lightPerSecond: 20,
      connectionsPerHttpWorker: 8,
      connectionUse: 'new for each request',
      warmupMs: 0,
      durationMs: 2000,
    } as const;
    expect(scenarioPlan({ ...TINY, load })[3]).to.match(
      /^open load: poisson arrivals, 20 light and 10 heavy a second; a new connection for each request; /,
    );
  });

  it('says what was made of a trace', () => {
    const load = recorded([], 0, 2000);
    const recording = { digest: 'abc', requests: 70, outOfOrder: 0 };
    const plan = (one: Recording) => scenarioPlan({ ...TINY, load: { ...load, recording: one } })[3];
    expect(plan(recording)).to.match(/^open load: heavy requests as recorded in a\.csv \(70 requests\); /);
    expect(plan({ ...recording, outOfOrder: 2, clockMs: 1662749136019 })).to.include(
      'a.csv (70 requests; times count from its first request, 2022-09-09T18:45:36.019Z; 2 lines were out of order and have been sorted); ',
    );
  });

  it('has whole percents, and half seconds', () => {
    const load = {
      model: 'closed',
      connections: [1, 2],
      lightShare: 0.29,
      warmupMs: 500,
      durationMs: 2000,
    } as const;
    const scenario: ReadScenario = { ...TINY, load };
    expect(scenarioPlan(scenario)[3]).to.equal(
      'closed loop at 1, 2 connections, 29 % light; each 0.5 s of warm-up, then 2 s measured',
    );
  });
});
