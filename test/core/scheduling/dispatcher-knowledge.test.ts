import { expect } from 'chai';
import type { Job, Worker } from '../../../src/contract/job.ts';
import { type Cluster, KNOWLEDGE, type Knowledge } from '../../../src/contract/strategy.ts';
import { failureOf } from './failure-of.ts';
import { watchedWorld } from './recorder.ts';
import { JOB } from './virtual-world.ts';

describe('what a strategy may know', () => {
  const READS: [
    knowledge: Knowledge,
    what: string,
    read: (cluster: Cluster, job: Job, worker: Worker) => unknown,
  ][] = [
    ['type', 'job.type', (_cluster, job) => job.type],
    ['exact size', 'job.sizeMs', (_cluster, job) => job.sizeMs],
    ['estimated size', 'job.estimateMs', (_cluster, job) => job.estimateMs],
    ['deadline', 'job.deadlineMs', (_cluster, job) => job.deadlineMs],
    ['key', 'job.key', (_cluster, job) => job.key],
    ['latency', 'job.serviceMs', (_cluster, job) => job.serviceMs],
    ['speed', 'worker.speed', (_cluster, _job, worker) => worker.speed],
    ['machine', 'worker.machine', (_cluster, _job, worker) => worker.machine],
    ['probe', 'cluster.probe', (cluster, _job, worker) => cluster.probe(worker)],
  ];
  for (const [knowledge, what, read] of READS) {
    it(`${what} needs '${knowledge}'; without it the trial fails with the strategy's name and the remedy`, () => {
      const others = KNOWLEDGE.filter((other) => other !== knowledge);
      const { world } = watchedWorld(
        { uses: others },
        {
          jobArrived: (job) => read(world.dispatcher.cluster, job, world.dispatcher.workers[0]!),
        },
      );
      world.join();
      const { message } = failureOf(() => world.arrive(JOB));
      expect(message).to.include('by-hand').and.include(what).and.include(`'${knowledge}'`);
    });

    it(`${what} can be read with '${knowledge}' alone`, () => {
      const { world } = watchedWorld(
        { uses: [knowledge] },
        {
          jobArrived: (job) => read(world.dispatcher.cluster, job, world.dispatcher.workers[0]!),
        },
      );
      world.join();
      expect(() => world.arrive(JOB)).to.not.throw();
    });
  }

  it('of a size is the true one, a guess, or both', () => {
    const { world } = watchedWorld({ uses: ['exact size', 'estimated size'] }, {});
    expect(world.arrive({ ...JOB, sizeMs: 10, estimateMs: 13 })).to.include({ sizeMs: 10, estimateMs: 13 });
  });

  it('is no more than what can be declared', () => {
    expect(READS.map(([knowledge]) => knowledge)).to.have.members([...KNOWLEDGE]);
  });

  it('of a deadline is its moment on the clock of the cluster; Infinity if there is none', () => {
    const { world } = watchedWorld({ uses: ['deadline'] }, {});
    world.pass(100);
    expect(world.arrive({ ...JOB, timeoutMs: 50 }).deadlineMs).to.equal(150);
    expect(world.arrive(JOB).deadlineMs).to.equal(Infinity);
  });

  it('of a run is how long it took, once it has finished', () => {
    const seen: number[] = [];
    const { world } = watchedWorld({ uses: ['latency'] }, { jobFinished: (job) => seen.push(job.serviceMs) });
    world.dispatcher.cluster.assign(world.arrive(JOB), world.join());
    world.drain();
    expect(seen).to.deep.equal([10]);
  });

  it('of a worker is its speed', () => {
    const { world } = watchedWorld({ uses: ['speed'] }, {});
    expect(world.join(2.5).speed).to.equal(2.5);
  });

  it('of a worker is its machine', () => {
    const { world } = watchedWorld({ uses: ['machine'] }, {});
    expect([world.join(1, '').machine, world.join(1, 'b').machine]).to.deep.equal(['', 'b']);
  });
});
