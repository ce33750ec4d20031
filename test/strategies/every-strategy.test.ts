import { expect } from 'chai';
import fc from 'fast-check';
import type { StrategyDescription } from '../../src/catalogue/inspection-messages.ts';
import { descriptionOf } from '../../src/catalogue/strategy-description.ts';
import { KNOWLEDGE } from '../../src/contract/strategy.ts';
import { StrategyFailure } from '../../src/core/scheduling/strategy-failure.ts';
import { happen, lifeWithSwaps, type RandomEvent, randomLife } from '../core/scheduling/random-events.ts';
import { JOB, type VirtualWorld } from '../core/scheduling/virtual-world.ts';
import {
  defaultsOf,
  extremesOf,
  readStrategies,
  type StrategyFile,
  settingsOf,
  strategyWorld,
} from './strategy-folder.ts';

const WINDOWS = [1, 2, 3, Infinity];

const strategies = await readStrategies();

strategies.forEach((strategy, i) => {
  const other = strategies[(i + 1) % strategies.length] as StrategyFile;
  const { name, definition } = strategy;
  const defaults = defaultsOf(definition);

  describe(`strategy ${name}`, () => {
    it('says all that a reader has to know of it', () => {
      expectComplete(descriptionOf(definition));
    });

    for (const window of WINDOWS) {
      it(`keeps every promise whatever happens, with a window of ${window}`, () => {
        fc.assert(
          fc.property(randomLife, fc.nat(), (events, seed) => {
            live(strategyWorld(strategy, window, seed, defaults), events);
          }),
          { numRuns: 30 },
        );
      });
    }

    it('serves all that wait with the first worker that joins', () => {
      for (const window of WINDOWS) {
        const world = strategyWorld(strategy, window, 1, defaults);
        for (let i = 0; i < 10; i++) world.arrive(typed(i));
        world.join();
        expectServed(world);
      }
    });

    it('serves all that come while every worker is busy', () => {
      for (const window of WINDOWS) {
        const world = strategyWorld(strategy, window, 1, defaults);
        for (let i = 0; i < 3; i++) world.join();
        for (let i = 0; i < 40; i++) world.arrive(typed(i));
        expectServed(world);
      }
    });

    it('serves all when its only worker is lost and another comes', () => {
      for (const window of WINDOWS) {
        const world = strategyWorld(strategy, window, 1, defaults);
        const lost = world.join();
        for (let i = 0; i < 10; i++) world.arrive(typed(i));
        world.pass(15);
        world.lose(lost);
        world.pass(15);
        world.join();
        expectServed(world);
      }
    });

    it(`takes over from itself and from ${other.name}, and gives way to both, whatever happens`, () => {
      fc.assert(
        fc.property(lifeWithSwaps, fc.nat(), (events, seed) => {
          const world = strategyWorld(strategy, 2, seed, defaults);
          for (const event of events) {
            happen(world, event, ({ window, breaksAt }) => {
              const next = breaksAt === Infinity ? strategy : other;
              world.use(settingsOf(next, window, defaultsOf(next.definition)));
            });
          }
          finish(world);
        }),
        { numRuns: 30 },
      );
    });

    it('decides the same for the same seed, and apart from any other cluster', () => {
      fc.assert(
        fc.property(randomLife, fc.nat(), (events, seed) => {
          const alone = strategyWorld(strategy, 2, seed, defaults);
          live(alone, events);
          const [left, right] = [1, 2].map(() => strategyWorld(strategy, 2, seed, defaults));
          for (const event of events) for (const world of [left!, right!]) happen(world, event);
          for (const world of [left!, right!]) finish(world);
          expect(left!.decisions).to.deep.equal(alone.decisions);
          expect(right!.decisions).to.deep.equal(alone.decisions);
        }),
        { numRuns: 10 },
      );
    });

    for (const parameters of extremesOf(definition)) {
      it(`keeps every promise with ${JSON.stringify(parameters)}`, () => {
        fc.assert(
          fc.property(randomLife, fc.constantFrom(...WINDOWS), fc.nat(), (events, window, seed) => {
            live(strategyWorld(strategy, window, seed, parameters), events);
          }),
          { numRuns: 10 },
        );
      });
    }

    it('binds jobs when it says, and not otherwise', () => {
      const { binding } = descriptionOf(definition);
      const other = binding === 'arrival' ? 'late' : 'arrival';
      expect(breachOf(binding, strategy)).to.equal(undefined);
      expect(breachOf(other, strategy), `its opposite, ${other}, is found out`).to.be.a('string');
    });

    for (const knowledge of definition.uses) {
      it(`does read what it declares: ${knowledge}`, () => {
        const uses = definition.uses.filter((other) => other !== knowledge);
        expect(isRefused({ name, definition: { ...definition, uses } })).to.equal(true);
      });
    }
  });
});

/** All the events, then quiet: with a worker at hand every job must come to its end. */
function live(world: VirtualWorld, events: readonly RandomEvent[]): void {
  for (const event of events) happen(world, event);
  finish(world);
}

function finish(world: VirtualWorld): void {
  if (world.dispatcher.workers.length === 0) world.join();
  world.drain();
}

function typed(i: number) {
  return { ...JOB, type: 'abc'.charAt(i % 3), key: `user ${i % 5}`, sizeMs: 1 + (i % 7) };
}

/** Nobody hung up and nothing could expire: what the strategy did not shed itself was run. */
function expectServed(world: VirtualWorld): void {
  world.drain();
  const { ok, rejected } = world.dispatcher.tally.outcomes;
  expect(ok + rejected).to.equal(world.jobs.length);
  expect(ok).to.be.above(0);
}

function expectComplete(definition: StrategyDescription): void {
  for (const field of ['title', 'source', 'signal', 'ties', 'order', 'cost', 'shines', 'fails'] as const) {
    expect(definition[field]?.trim() ?? '', field).to.have.length.above(1);
  }
  expect(definition.cost).to.match(/^O\(/);
  expect(definition.binding).to.be.oneOf(['arrival', 'late']);
  expect(KNOWLEDGE).to.include.members([...definition.uses]);
  expect(new Set(definition.uses).size, 'each knowledge once').to.equal(definition.uses.length);
  expect(definition.window === Infinity || Number.isInteger(definition.window), 'window').to.equal(true);
  expect(definition.window).to.be.at.least(1);
  for (const [name, spec] of Object.entries(definition.parameters ?? {})) {
    expect(spec.about.trim(), name).to.have.length.above(1);
    if (spec.kind === 'choice') {
      expect(spec.choices).to.include(spec.default);
      continue;
    }
    expect(spec.default).to.be.within(spec.min, spec.max);
    if (spec.kind !== 'integer') continue;
    for (const value of [spec.default, spec.min, spec.max]) expect(value % 1, name).to.equal(0);
  }
}

/** How it bound a job at another moment than `binding` says, in some lives; undefined if in none. */
function breachOf(binding: StrategyDescription['binding'], strategy: StrategyFile): string | undefined {
  let breach: string | undefined;
  fc.sample(randomLife, { numRuns: 20, seed: 1 }).forEach((events, seed) => {
    const world = strategyWorld(strategy, 1 + (seed % 3), seed, defaultsOf(strategy.definition));
    const { tally, workers } = world.dispatcher;
    world.afterEvent = () => {
      if (binding === 'arrival' && tally.held > 0 && workers.length > 0)
        breach = `${tally.held} jobs are held beside ${workers.length} workers`;
      if (binding === 'late' && tally.bound > 0)
        breach = `${tally.bound} jobs are bound to workers whose window is full`;
    };
    live(world, events);
  });
  return breach;
}

/** Whether it reads, in any of some hundred lives, what its definition does not declare. */
function isRefused(strategy: StrategyFile): boolean {
  const settings = [defaultsOf(strategy.definition), ...extremesOf(strategy.definition)];
  return fc.sample(randomLife, { numRuns: 40, seed: 1 }).some((events, seed) =>
    settings.some((parameters) => {
      try {
        live(strategyWorld(strategy, 1 + (seed % 3), seed, parameters), events);
        return false;
      } catch (error) {
        return error instanceof StrategyFailure && error.message.includes('without declaring it');
      }
    }),
  );
}
