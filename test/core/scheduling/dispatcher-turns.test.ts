import { expect } from 'chai';
import type { Strategy } from '../../../src/contract/strategy.ts';
import { watchedWorld } from './recorder.ts';
import { ENDLESS, JOB, type VirtualJob, type VirtualWorker, type VirtualWorld } from './virtual-world.ts';

interface Turn {
  readonly world: VirtualWorld;
  /** Which of them is free, and which of them runs the job. */
  readonly workers: readonly VirtualWorker[];
  readonly running: VirtualJob;
}

/** Whatever a dispatcher may be told, and how its strategy hears of it. */
const EVENTS: readonly (readonly [keyof Strategy, (turn: Turn) => void])[] = [
  ['jobArrived', ({ world }) => world.arrive(JOB)],
  ['jobFinished', ({ world, running }) => world.reply(running, 1)],
  ['workerJoined', ({ world }) => world.join()],
  ['workerLeft', ({ world, workers }) => world.lose(workers[1]!)],
  ['probed', ({ world, workers: [free] }) => world.dispatcher.probed(free!, NOTHING, 0, world.nowMs)],
  ['countsRead', ({ world }) => world.readCounts([0])],
  ['wake', ({ world }) => world.dispatcher.timePassed(world.nowMs)],
];
const NOTHING = { unfinished: 0, latencyMs: 0 };

describe('whatever a dispatcher is told', () => {
  for (const [callback, happens] of EVENTS) {
    it(`${callback}: no job is sent whose deadline has passed, and a worker that was to have it is offered again`, () => {
      let turn: { expired: VirtualJob; free: VirtualWorker } | undefined;
      const assigns = () => {
        if (turn === undefined) return;
        const { expired, free } = turn;
        turn = undefined;
        world.dispatcher.cluster.assign(expired, free);
      };
      const { world, calls } = watchedWorld({}, { [callback]: assigns });
      const [free, busy] = [world.join(), world.join()];
      const running = world.arrive(ENDLESS);
      world.dispatcher.cluster.assign(running, busy);
      if (callback === 'wake') world.dispatcher.cluster.wakeAfter(20);
      const expired = world.arrive({ ...JOB, timeoutMs: 10 });
      // It was not told of the time that has passed.
      world.nowMs = 20;
      calls.length = 0;
      turn = { expired, free };
      happens({ world, workers: [free, busy], running });
      expect(turn, 'the strategy was asked').to.equal(undefined);
      expect(expired.outcome).to.equal('timedOut');
      expect(world.decisions).to.not.include(`send ${expired.id} to ${free.index}`);
      expect(calls.at(-1)).to.equal(`free ${free.index}`);
      expect(world.dispatcher.cluster.now()).to.equal(20);
    });
  }

  it('a worker that has left is not probed', () => {
    const { world } = watchedWorld({ uses: ['probe'] }, {});
    const worker = world.join();
    world.lose(worker);
    world.probe = () => expect.fail('it was');
    world.dispatcher.cluster.probe(worker);
  });
});
