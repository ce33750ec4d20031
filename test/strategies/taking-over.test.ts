import { expect } from 'chai';
import type { StrategyDefinition } from '../../src/contract/strategy.ts';
import adaptiveLifo from '../../strategies/adaptive-lifo.ts';
import joinIdleQueue from '../../strategies/join-idle-queue.ts';
import leastWorkLeft from '../../strategies/least-work-left.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import staticPartition from '../../strategies/static-partition.ts';
import { ENDLESS, JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf } from './same-arrivals.ts';
import { defaultsOf, settingsOf } from './strategy-folder.ts';

/** So many workers, of which the first is busy for good, when the strategy takes over from a central queue. */
function takenOver(definition: StrategyDefinition, workers: number, waiting = 0): VirtualWorld {
  const world = clusterOf(pullFifo, { workers });
  world.arrive(ENDLESS);
  for (let i = 0; i < waiting; i++) world.arrive(JOB);
  world.pass(5000);
  const parameters = {
    ...defaultsOf(definition),
    ...('profileJobs' in (definition.parameters ?? {}) ? { profileJobs: 4 } : {}),
  };
  world.use(settingsOf({ name: 'tested', definition }, definition.window, parameters));
  return world;
}

describe('a strategy that takes over from another', () => {
  it('does not take a busy worker for an idle one: join the idle queue', () => {
    const world = takenOver(joinIdleQueue, 10);
    const chosen = Array.from({ length: 9 }, () => world.arrive(JOB).worker!.index);
    expect(chosen.sort()).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('does not take a busy worker for an idle one: least work left', () => {
    const world = takenOver(leastWorkLeft, 2);
    expect(world.arrive({ ...JOB, sizeMs: 1000 }).worker!.index).to.equal(1);
  });

  it('does not count off work that it never assigned: least work left', () => {
    const world = takenOver(leastWorkLeft, 2);
    const [first, second] = [100, 100].map((sizeMs) => world.arrive({ ...JOB, sizeMs }).worker!.index);
    expect([first, second]).to.deep.equal([1, 0]);
    world.pass(1);
    world.reply(world.jobs[0]!, 1);
    expect(world.arrive(JOB).worker!.index, 'the other has 99 ms left, this one 100').to.equal(1);
  });

  it('does not take a queue that it was just given for one that has stood: adaptive LIFO', () => {
    const world = takenOver(adaptiveLifo, 1, 5);
    world.reply(world.jobs[0]!, 1);
    world.drain();
    expect(world.dispatcher.tally.outcomes).to.include({ ok: 6, rejected: 0 });
  });

  it('learns from the first jobs that it sees, whatever their numbers: static partition', () => {
    const world = takenOver(staticPartition, 4, 10);
    for (const type of ['long', 'short', 'long', 'short'])
      world.arrive({ ...JOB, type, sizeMs: type === 'long' ? 15 : 5 });
    world.pass(1000);
    const started = ['short', 'short', 'short'].map((type) => world.arrive({ ...ENDLESS, type }).stage);
    expect(started, 'one worker is for short jobs').to.deep.equal(['sent', 'held', 'held']);
  });
});
