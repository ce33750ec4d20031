import { expect } from 'chai';
import { JobRecord } from '../../src/core/scheduling/job-record.ts';
import { Rights } from '../../src/core/scheduling/rights.ts';
import { Machines } from '../../src/simulation/machines.ts';
import type { SimulatedJob } from '../../src/simulation/simulated-primary.ts';

describe('machines', () => {
  it('run one job at a time, in the order in which they came', () => {
    const { machines, started } = twoMachines();
    const [a, b, c] = jobsOf([5, 6, 7]);
    for (const job of [a, b, c]) machines.deliver(0, job!, 0);
    expect(started).to.deep.equal(['machine 0: 5 ms']);
    expect(machines.load(0)).to.equal(3);
    expect(machines.finish(0, 5)).to.equal(a);
    expect(machines.finish(0, 11)).to.equal(b);
    expect([machines.doneMs(0), machines.serviceMs(0)]).to.deep.equal([18, 7]);
    expect(machines.finish(0, 18)).to.equal(c);
    expect(started).to.deep.equal(['machine 0: 5 ms', 'machine 0: 11 ms', 'machine 0: 18 ms']);
    expect([machines.load(0), machines.load(1)]).to.deep.equal([0, 0]);
  });

  it('take a job its size over their speed, which changes for jobs that start later', () => {
    const { machines, started } = twoMachines();
    const [a, b] = jobsOf([6, 6]);
    machines.deliver(1, a!, 0);
    machines.deliver(1, b!, 0);
    machines.setSpeed(1, 0.5);
    machines.finish(1, 3);
    expect(started).to.deep.equal(['machine 1: 3 ms', 'machine 1: 15 ms']);
    expect(machines.serviceMs(1)).to.equal(12);
  });

  it('drop all they hold when they are lost, and run again what comes later', () => {
    const { machines, started } = twoMachines();
    const [a, b, c] = jobsOf([1, 2, 3]);
    machines.deliver(0, a!, 0);
    machines.deliver(0, b!, 0);
    machines.lose(0);
    expect(machines.load(0)).to.equal(0);
    machines.deliver(0, c!, 0);
    expect(machines.finish(0, 3)).to.equal(c);
    expect(started).to.deep.equal(['machine 0: 1 ms', 'machine 0: 3 ms']);
  });
});

/** Of speeds 1 and 2. */
function twoMachines(): { machines: Machines; started: string[] } {
  const started: string[] = [];
  const machines = new Machines([1, 2], {
    started: (machine, _job, doneMs) => started.push(`machine ${machine}: ${doneMs} ms`),
  });
  return { machines, started };
}

/** Jobs that nobody has answered. */
function jobsOf(sizes: readonly number[]): SimulatedJob[] {
  const type = { type: 'job', typeIndex: 0, estimateMs: 0, key: '', timeoutMs: Infinity };
  const payload = {} as SimulatedJob['payload'];
  return sizes.map((sizeMs, id) => new JobRecord(id, 0, type, sizeMs, payload, new Rights('none', [])));
}
