import { expect } from 'chai';
import { watchedWorld } from './recorder.ts';
import { JOB } from './virtual-world.ts';

describe('the counts of other primaries', () => {
  it('add to what a strategy sees of each worker, and take no room', () => {
    const { world, calls } = watchedWorld({ window: 2 }, {});
    const workers = [world.join(), world.join()];
    world.dispatcher.cluster.assign(world.arrive(JOB), workers[0]!);
    calls.length = 0;
    world.readCounts([3, 4]);
    expect(calls).to.deep.equal(['counts read']);
    expect(workers.map(({ unfinished }) => unfinished)).to.deep.equal([4, 4]);
    expect(workers.map(({ room }) => room)).to.deep.equal([1, 2]);
  });

  it('hold until they are read again, whatever is assigned or done here', () => {
    const { world } = watchedWorld({}, {});
    const worker = world.join();
    world.readCounts([5]);
    world.dispatcher.cluster.assign(world.arrive(JOB), worker);
    expect(worker.unfinished).to.equal(6);
    world.pass(1000);
    expect(worker.unfinished).to.equal(5);
    world.readCounts([0]);
    expect(worker.unfinished).to.equal(0);
  });
});
