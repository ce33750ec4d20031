import { expect } from 'chai';
import darc from '../../strategies/darc.ts';
import shortestTypeFirst from '../../strategies/shortest-type-first.ts';
import { ENDLESS, JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { clusterOf, sendOrder } from './same-arrivals.ts';

/** Four workers that have learnt the types: name, size, jobs. */
function learnt(types: readonly (readonly [string, number, number])[], workers = 4): VirtualWorld {
  const profileJobs = types.reduce((sum, [, , jobs]) => sum + jobs, 0);
  const world = clusterOf(darc, { workers, parameters: { profileJobs } });
  for (const [type, sizeMs, jobs] of types) for (let i = 0; i < jobs; i++) run(world, type, sizeMs);
  return world;
}

const RARE_LONG = [
  ['short', 5, 6],
  ['long', 30, 2],
] as const;

describe('DARC', () => {
  it('keeps some workers free of long jobs, however many wait', () => {
    const world = learnt(RARE_LONG);
    const longs = [1, 2, 3, 4, 5].map(() => startedAt(world, 'long'));
    expect(longs.filter((index) => index !== undefined)).to.have.length(3);
    expect(startedAt(world, 'short'), 'a third of the work is short: one worker of four').to.not.equal(
      undefined,
    );
  });

  it('lets short jobs take the workers of long ones, their own first', () => {
    const world = learnt(RARE_LONG);
    const shorts = [1, 2, 3, 4].map(() => startedAt(world, 'short'));
    expect(new Set(shorts).size).to.equal(4);
    expect(shorts).to.not.include(undefined);
    const own = shorts[0];
    world.reply(world.jobs.at(-4)!, 1);
    expect(startedAt(world, 'long'), `worker ${own} is idle and not for long jobs`).to.equal(undefined);
    expect(startedAt(world, 'short')).to.equal(own);
  });

  it('serves short jobs before long ones on the workers of long ones', () => {
    const world = learnt(RARE_LONG);
    const long = [1, 2, 3].map(() => world.arrive({ ...ENDLESS, type: 'long' }));
    startedAt(world, 'short');
    const waiting = ['long', 'short'].map((type) => world.arrive({ ...ENDLESS, type }));
    world.reply(long[0]!, 1);
    expect(waiting.map(({ stage }) => stage)).to.deep.equal(['held', 'sent']);
  });

  it('takes types that differ by less than delta for one', () => {
    const world = learnt([
      ['a', 10, 3],
      ['b', 11, 3],
    ]);
    for (let i = 0; i < 4; i++) expect(startedAt(world, 'b')).to.not.equal(undefined);
  });

  it('gives a type the most workers it is due, and each at least one', () => {
    const world = learnt([
      ['short', 1, 2],
      ['middle', 10, 4],
      ['long', 100, 1],
    ]);
    const longs = [1, 2, 3].map(() => startedAt(world, 'long'));
    expect(
      longs.filter((index) => index !== undefined),
      'of the work 71 %: what the others leave',
    ).to.have.length(2);
    expect(startedAt(world, 'middle')).to.not.equal(undefined);
    expect(startedAt(world, 'middle')).to.equal(undefined);
    expect(startedAt(world, 'short')).to.not.equal(undefined);
  });

  it('follows when a type that was short becomes long', () => {
    const world = learnt(RARE_LONG);
    for (let round = 0; round < 8; round++) {
      for (let i = 0; i < 6; i++) run(world, 'long', 5);
      for (let i = 0; i < 2; i++) run(world, 'short', 30);
    }
    const once = [1, 2, 3, 4].map(() => startedAt(world, 'short'));
    expect(
      once.filter((index) => index !== undefined),
      'one is reserved for the other now',
    ).to.have.length(3);
    expect(startedAt(world, 'long')).to.not.equal(undefined);
  });

  it('with a single worker is shortest type first', () => {
    const worlds = [learnt(RARE_LONG, 1), clusterOf(shortestTypeFirst, { workers: 1 })];
    for (const [type, sizeMs, jobs] of RARE_LONG)
      for (let i = 0; i < jobs; i++) run(worlds[1]!, type, sizeMs);
    for (const world of worlds) {
      for (const type of ['long', 'long', 'short', 'long', 'short', 'short'])
        world.arrive({ ...JOB, type, sizeMs: type === 'short' ? 5 : 30 });
      world.drain();
    }
    expect(sendOrder(worlds[0]!)).to.deep.equal(sendOrder(worlds[1]!));
  });

  it('gives jobs that wait the workers that a new profile brings them', () => {
    const world = learnt(
      [
        ['short', 10, 3],
        ['long', 15, 1],
      ],
      3,
    );
    const longs = [1, 2, 3, 4].map(() => world.arrive({ ...ENDLESS, type: 'long' }));
    expect(longs.filter(({ stage }) => stage === 'sent')).to.have.length(1);
    for (let i = 0; i < 3; i++) run(world, 'short', 10);
    world.reply(longs[0]!, 1, true, 300);
    expect(longs.slice(1).map(({ stage }) => stage)).to.deep.equal(['sent', 'sent', 'held']);
  });

  it('shares the last worker among all types', () => {
    const world = learnt(RARE_LONG, 2);
    const running = world.arrive({ ...ENDLESS, type: 'long' });
    const waiting = world.arrive({ ...ENDLESS, type: 'long' });
    expect([running.stage, waiting.stage], 'the other is for short ones').to.deep.equal(['sent', 'held']);
    world.lose(running.worker!);
    expect([running.stage, waiting.stage]).to.have.members(['sent', 'held']);
  });
});

function run(world: VirtualWorld, type: string, sizeMs: number): void {
  world.arrive({ ...JOB, type, sizeMs });
  world.pass(sizeMs);
}

/** The worker that a new job without end starts at, if it does. */
function startedAt(world: VirtualWorld, type: string): number | undefined {
  return world.arrive({ ...ENDLESS, type }).worker?.index;
}
