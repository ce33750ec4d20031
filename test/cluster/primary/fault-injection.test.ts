import { expect } from 'chai';
import { FaultInjection } from '../../../src/cluster/primary/fault-injection.ts';
import type { Member } from '../../../src/cluster/primary/member.ts';
import type { Role } from '../../../src/cluster/settings.ts';
import type { Fault } from '../../../src/contract/scenario.ts';
import { faultPlan } from '../../../src/load/plan/fault-plan.ts';
import { sleep } from '../../../src/processes/timer.ts';
import { until } from '../processes.ts';
import { TINY } from '../tiny-cluster.ts';

const KILL: Fault = { hits: 'HTTP worker', does: 'kill', everyMs: 5 };
const STOP: Fault = { hits: 'job worker', does: 'stop', everyMs: 15 };
const SLOW: Fault = { hits: 'job worker', does: 'slow', everyMs: 15, speed: 0.25, forMs: 1 };

/** What is done to the workers, of which only those of some roles are there. */
function injecting(faults: readonly Fault[], there: readonly Role[]) {
  const done: string[] = [];
  const memberOf = (role: Role) => ({
    seat: { speed: 1 },
    signal: (signal: string) => done.push(`${signal} to ${role}`),
    tell: ({ speed }: { speed: number }) => done.push(`${role} at ${speed}`),
  });
  const load = { ...TINY.load, warmupMs: 1, durationMs: 20 };
  const scenario = { ...TINY, cluster: { httpWorkers: 1, jobWorkers: 1 }, load, faults };
  const injection = new FaultInjection(faultPlan(scenario, 1), (role) =>
    there.includes(role) ? (memberOf(role) as unknown as Member) : undefined,
  );
  return { injection, done };
}

describe('the faults of a scenario', () => {
  it('are done to the workers in their order, and counted', async () => {
    const { injection, done } = injecting([KILL, STOP], ['http', 'job']);
    injection.start();
    await until('all are done', () => injection.injected === 4);
    expect(done.filter((what) => what.endsWith('http'))).to.deep.equal(new Array(3).fill('SIGKILL to http'));
    expect(done).to.include('SIGSTOP to job');
  });

  it('do not hit, and do not count, where their worker is just being replaced', async () => {
    const { injection, done } = injecting([KILL, STOP], ['job']);
    injection.start();
    await until('the other is done', () => done.length > 0);
    expect([done, injection.injected]).to.deep.equal([['SIGSTOP to job'], 1]);
    injection.stop();
  });

  it('kill workers of a pool, which are no members of the cluster', async () => {
    const killed: number[] = [];
    const kill: Fault = { hits: 'job worker', does: 'kill', everyMs: 15 };
    const load = { ...TINY.load, warmupMs: 1, durationMs: 20 };
    const injection = new FaultInjection(
      faultPlan({ ...TINY, load, faults: [kill] }, 1),
      () => undefined,
      (index) => killed.push(index) > 0,
    );
    injection.start();
    await until('one is killed', () => injection.injected === 1);
    expect(killed).to.have.length(1);
  });

  it('slow a worker down and let it be as fast as before', async () => {
    const { injection, done } = injecting([SLOW], ['job']);
    injection.start();
    await until('it is over', () => done.length > 1);
    expect(done).to.deep.equal(['job at 0.25', 'job at 1']);
  });

  it('are not done any more once they are stopped', async () => {
    const { injection, done } = injecting([KILL, STOP], ['http', 'job']);
    injection.start();
    injection.stop();
    await sleep(40);
    expect(done).to.deep.equal([]);
  });
});
