import { expect } from 'chai';
import fc from 'fast-check';
import type { Worker } from '../../src/contract/job.ts';
import type { Cluster, Strategy } from '../../src/contract/strategy.ts';
import { assignOnArrival, type WorkerWatcher } from '../../src/toolkit/assign-on-arrival.ts';
import { extend } from '../../src/toolkit/extend.ts';
import { drawWorker } from '../../src/toolkit/sample.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { watchedWorld } from '../core/scheduling/recorder.ts';
import { ENDLESS, JOB, type VirtualWorker } from '../core/scheduling/virtual-world.ts';

const toTheFirst = (cluster: Cluster) => assignOnArrival(cluster, () => cluster.workers[0]);

describe('assigning on arrival', () => {
  it('binds every job at once to the worker picked for it, full or not', () => {
    const { world } = watchedWorld({ create: toTheFirst }, {});
    const [first, second] = [world.join(), world.join()];
    for (let i = 0; i < 3; i++) world.arrive(ENDLESS);
    expect([first.unfinished, second.unfinished]).to.deep.equal([3, 0]);
    expect(world.dispatcher.tally).to.include({ held: 0, bound: 2, sent: 1 });
  });

  it('holds jobs while there is no worker, and gives them to the first that joins in order of arrival', () => {
    const { world } = watchedWorld({ create: toTheFirst }, {});
    for (let i = 0; i < 3; i++) world.arrive(JOB);
    expect(world.dispatcher.cluster.heldJobs).to.equal(3);
    world.join();
    expect(world.dispatcher.cluster.heldJobs).to.equal(0);
    world.drain();
    expect(world.decisions.filter((decision) => decision.startsWith('send'))).to.deep.equal(
      [0, 1, 2].map((id) => `send ${id} to 0`),
    );
  });

  it('holds the jobs of the last worker when it is lost, until another joins', () => {
    const { world } = watchedWorld({ create: toTheFirst }, {});
    const worker = world.join();
    for (let i = 0; i < 3; i++) world.arrive(JOB);
    world.lose(worker);
    expect(world.dispatcher.cluster.heldJobs).to.equal(3);
    world.join();
    world.drain();
    expect(world.dispatcher.tally.outcomes.ok).to.equal(3);
  });

  it('passes over held jobs that have expired', () => {
    const { world } = watchedWorld({ create: toTheFirst }, {});
    world.arrive({ ...JOB, timeoutMs: 5 });
    world.arrive(JOB);
    world.pass(5);
    world.join();
    world.drain();
    expect(world.decisions).to.deep.equal(['0 is timedOut', 'send 1 to 0', '1 is ok']);
  });

  it('drops what has expired before it fills the memory', () => {
    let picks = 0;
    const create = (cluster: Cluster) =>
      assignOnArrival(cluster, () => {
        picks++;
        return cluster.workers[0];
      });
    const { world } = watchedWorld({ create }, {});
    for (let i = 0; i < 1000; i++) {
      world.arrive({ ...JOB, timeoutMs: 5 });
      world.pass(5);
    }
    picks = 0;
    world.join();
    expect(picks, 'jobs that were still kept').to.be.below(100);
  });

  const atRandom = (cluster: Cluster, watcher: WorkerWatcher) =>
    assignOnArrival(cluster, () => drawWorker(cluster), watcher);
  const callbacks = { jobFinished() {}, workerJoined() {}, workerLeft() {}, countsRead() {} };

  for (const [made, create] of [
    ['', atRandom],
    [', with callbacks beside it', (...given) => extend(atRandom(...given), callbacks)],
  ] as const satisfies [string, (cluster: Cluster, watcher: WorkerWatcher) => Strategy][]) {
    it(`keeps its watcher informed of every worker and its unfinished jobs, of its own one step at a time${made}`, () => {
      fc.assert(
        fc.property(randomLife, (events) => {
          const watcher = new Mirror();
          const { world } = watchedWorld({ window: 2, create: (cluster) => create(cluster, watcher) }, {});
          for (const event of events) {
            happen(world, event);
            expect(watcher.unfinished).to.deep.equal(
              new Map(world.dispatcher.workers.map((worker) => [worker.index, worker.unfinished])),
            );
          }
        }),
      );
    });
  }
});

/** What a watcher can know of the workers from what it is told. */
class Mirror implements WorkerWatcher {
  readonly unfinished = new Map<number, number>();
  readonly #own = new Map<number, number>();

  joined(worker: Worker): void {
    expect(this.unfinished.has(worker.index)).to.equal(false);
    this.#note(worker);
  }

  left(worker: Worker): void {
    expect(this.unfinished.delete(worker.index)).to.equal(true);
  }

  changed(worker: Worker): void {
    const before = this.#own.get(worker.index) ?? Number.NaN;
    expect(Math.abs((worker as VirtualWorker).own - before)).to.be.at.most(1);
    this.#note(worker);
  }

  #note(worker: Worker): void {
    this.unfinished.set(worker.index, worker.unfinished);
    this.#own.set(worker.index, (worker as VirtualWorker).own);
  }
}
