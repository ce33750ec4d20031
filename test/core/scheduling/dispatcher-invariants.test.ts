import fc from 'fast-check';
import { StrategyRefused } from '../../../src/core/scheduling/strategy-failure.ts';
import { Chaos } from './chaos.ts';
import { happen, lifeWithSwaps, randomLife, type Swap } from './random-events.ts';
import { VirtualWorld } from './virtual-world.ts';

/** A world in which chaos reigns, and whoever of its kind is in charge. */
class ChaoticWorld {
  readonly #settings = { strategyName: 'chaos', uses: [], queueLimit: 10 };
  readonly world: VirtualWorld;
  #inCharge: Chaos | undefined;

  constructor(window: number, seed: number) {
    this.world = new VirtualWorld({
      ...this.#settings,
      window,
      seed,
      create: (cluster) => this.#make(cluster),
    });
  }

  #make(...args: ConstructorParameters<typeof Chaos>): Chaos {
    this.#inCharge = new Chaos(...args);
    return this.#inCharge;
  }

  readonly swap = ({ window, breaksAt }: Swap): void => {
    const before = this.#inCharge;
    try {
      this.world.use({ ...this.#settings, window, create: (cluster) => this.#make(cluster, breaksAt) });
    } catch (error) {
      if (!(error instanceof StrategyRefused)) throw error;
      this.#inCharge = before;
    }
    this.#inCharge?.recover();
  };

  finish(): void {
    (this.#inCharge as Chaos).finishing = true;
    this.world.join();
    this.world.drain();
  }
}

describe('a dispatcher, whatever the world does and whatever its strategy decides,', () => {
  for (const window of [1, 2, 3, Infinity]) {
    it(`keeps every promise and settles every job exactly once, with a window of ${window}`, () => {
      fc.assert(
        fc.property(randomLife, fc.integer({ min: 1, max: 1e6 }), (events, seed) => {
          const chaos = new ChaoticWorld(window, seed);
          chaos.world.join();
          for (const event of events) happen(chaos.world, event);
          chaos.finish();
        }),
        { numRuns: 300 },
      );
    });
  }

  it('does so too when strategies take over from each other, and when some break down meanwhile', () => {
    fc.assert(
      fc.property(lifeWithSwaps, fc.integer({ min: 1, max: 1e6 }), (events, seed) => {
        const chaos = new ChaoticWorld(2, seed);
        chaos.world.join();
        for (const event of events) happen(chaos.world, event, chaos.swap);
        chaos.finish();
      }),
      { numRuns: 500 },
    );
  });
});
