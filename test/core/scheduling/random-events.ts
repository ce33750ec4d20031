import fc from 'fast-check';
import type { Demand, VirtualWorld } from './virtual-world.ts';

/** Something that happens to a cluster. `which` is a number of any size: the pick among those there are. */
export type RandomEvent =
  | { readonly happens: 'arrival'; readonly demand: Demand }
  | { readonly happens: 'time passes'; readonly ms: number }
  | { readonly happens: 'join'; readonly speed: number }
  | { readonly happens: 'loss'; readonly which: number }
  | { readonly happens: 'hang-up'; readonly which: number }
  | { readonly happens: 'stray reply'; readonly which: number }
  | { readonly happens: 'counts read'; readonly elsewhere: readonly number[] }
  | { readonly happens: 'swap'; readonly swap: Swap };

/** Another strategy takes over, with another window. One that breaks down throws in its n-th callback. */
export interface Swap {
  readonly window: number;
  readonly breaksAt: number;
}

/** Sizes, timeouts and steps of time are small whole numbers, so that many things fall on the same moment. */
const demand: fc.Arbitrary<Demand> = fc.record({
  type: fc.constantFrom('a', 'a', 'b', 'c'),
  sizeMs: fc.integer({ min: 1, max: 20 }),
  estimateMs: fc.integer({ min: 1, max: 20 }),
  key: fc.constantFrom('x', 'y', 'z'),
  timeoutMs: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 40 })),
});

const randomEvent: fc.Arbitrary<RandomEvent> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ happens: fc.constant('arrival' as const), demand }) },
  {
    weight: 6,
    arbitrary: fc.record({
      happens: fc.constant('time passes' as const),
      ms: fc.integer({ min: 0, max: 15 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ happens: fc.constant('join' as const), speed: fc.constantFrom(0.5, 1, 2) }),
  },
  { weight: 1, arbitrary: fc.record({ happens: fc.constant('loss' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ happens: fc.constant('hang-up' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ happens: fc.constant('stray reply' as const), which: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      happens: fc.constant('counts read' as const),
      elsewhere: fc.array(fc.nat(5), { minLength: 1, maxLength: 5 }),
    }),
  },
);

const swap: fc.Arbitrary<RandomEvent> = fc
  .record({
    window: fc.constantFrom(1, 2, 3, Infinity),
    breaksAt: fc.oneof(fc.constant(Infinity), fc.nat(10)),
  })
  .map((one) => ({ happens: 'swap', swap: one }));

/** What happens to a cluster that begins with up to four workers. Not biased to short lives, in which little can go wrong. */
export const randomLife = livesOf(randomEvent);

/** The same with a strategy that takes over now and then. */
export const lifeWithSwaps = livesOf(
  fc.oneof({ weight: 10, arbitrary: randomEvent }, { weight: 1, arbitrary: swap }),
);

function livesOf(event: fc.Arbitrary<RandomEvent>): fc.Arbitrary<readonly RandomEvent[]> {
  return fc.noBias(
    fc
      .tuple(fc.nat(4), fc.array(event, { maxLength: 80 }))
      .map(([workers, events]) => [...new Array(workers).fill({ happens: 'join', speed: 1 }), ...events]),
  );
}

export function happen(world: VirtualWorld, event: RandomEvent, swap: (to: Swap) => void = () => {}): void {
  switch (event.happens) {
    case 'arrival':
      world.arrive(event.demand);
      break;
    case 'time passes':
      world.pass(event.ms);
      break;
    case 'join':
      world.join(event.speed);
      break;
    case 'loss': {
      const worker = pick(world.dispatcher.workers, event.which);
      if (worker !== undefined) world.lose(worker);
      break;
    }
    case 'hang-up': {
      const job = pick(world.jobs, event.which);
      if (job !== undefined) world.hangUp(job);
      break;
    }
    case 'stray reply': {
      const job = pick(world.jobs, event.which);
      if (job !== undefined) world.reply(job, job.attempt - 1);
      break;
    }
    case 'counts read':
      world.readCounts(event.elsewhere);
      break;
    case 'swap':
      swap(event.swap);
      break;
  }
}

function pick<Item>(items: readonly Item[], which: number): Item | undefined {
  return items[which % items.length];
}
