import { expect } from 'chai';
import fc from 'fast-check';
import type { Strategy } from '../../src/contract/strategy.ts';
import { partitionByType } from '../../src/toolkit/partition-by-type.ts';
import { happen, randomLife } from '../core/scheduling/random-events.ts';
import { watchedWorld } from '../core/scheduling/recorder.ts';
import { ENDLESS, type VirtualWorld } from '../core/scheduling/virtual-world.ts';

type Rule = (jobGroup: number, workerGroup: number) => boolean;

const RULES: Record<string, Rule> = {
  'only their own workers': (jobGroup, workerGroup) => jobGroup === workerGroup,
  'those of longer types too': (jobGroup, workerGroup) => jobGroup <= workerGroup,
};

/** A world that from the n-th job on reserves for types `a` and `b` by these shares. */
function partitioned(
  rule: Rule,
  window: number,
  reserveAt: number,
  shares = [0.2, 0.8],
): { world: VirtualWorld; strategy: Strategy } {
  const made: Strategy[] = [];
  const { world } = watchedWorld(
    {
      window,
      uses: ['type'],
      create(cluster) {
        const partition = partitionByType(cluster, rule);
        const groups = shares.map((share, i) => [{ type: 'ab'.charAt(i), meanMs: i, share }]);
        made.push(partition);
        return {
          jobArrived(job) {
            if (job.id === reserveAt) partition.reserve(groups);
            partition.jobArrived(job);
          },
          workerFree: (worker) => partition.workerFree(worker),
          workerJoined: (worker) => partition.workerJoined(worker),
          workerLeft: (worker) => partition.workerLeft(worker),
        };
      },
    },
    {},
  );
  return { world, strategy: made[0]! };
}

/** Offering it once more every worker that has room changes nothing. */
function expectNothingToAssign({ dispatcher: { tally, workers } }: VirtualWorld, strategy: Strategy): void {
  const { held } = tally;
  for (const worker of workers) if (worker.room > 0) strategy.workerFree(worker);
  expect(tally.held).to.equal(held);
}

describe('workers reserved by type', () => {
  for (const [name, rule] of Object.entries(RULES)) {
    it(`leave no job waiting beside a worker it may use, if jobs may use ${name}`, () => {
      fc.assert(
        fc.property(randomLife, fc.constantFrom(1, 2), fc.nat(30), (events, window, reserveAt) => {
          const { world, strategy } = partitioned(rule, window, reserveAt);
          for (const event of events) {
            happen(world, event);
            expectNothingToAssign(world, strategy);
          }
          if (world.dispatcher.workers.length === 0) world.join();
          world.drain();
        }),
      );
    });
  }

  it('are as many as the share of the type, rounded, but at least one', () => {
    for (const [share, workers] of [
      [0.01, 1],
      [0.25, 2],
      [0.31, 2],
      [0.32, 3],
      [0.99, 7],
    ] as const) {
      const { world } = partitioned(RULES['only their own workers']!, 1, 0, [share, 1 - share]);
      for (let i = 0; i < 8; i++) world.join();
      for (let i = 0; i < 8; i++) world.arrive({ ...ENDLESS, type: 'a' });
      expect(world.dispatcher.tally.sent, `${share} of 8`).to.equal(workers);
    }
  });
});
