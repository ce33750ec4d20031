import type { StrategyDefinition } from '../../src/contract/strategy.ts';
import { RandomStream } from '../../src/core/random-stream.ts';
import { type Demand, JOB, VirtualWorld } from '../core/scheduling/virtual-world.ts';
import { defaultsOf } from './strategy-folder.ts';

export interface Arrival {
  readonly afterMs: number;
  readonly demand: Demand;
}

export interface Setting {
  readonly workers: number;
  readonly window?: number;
  readonly seed?: number;
  readonly parameters?: Readonly<Record<string, number | string>>;
}

/** A cluster with workers that joined at once. */
export function clusterOf(
  definition: StrategyDefinition,
  { workers, window = 1, seed = 1, parameters = {} }: Setting,
): VirtualWorld {
  const values = { ...defaultsOf(definition), ...parameters } as ReturnType<typeof defaultsOf>;
  const world = new VirtualWorld({
    strategyName: 'tested',
    uses: definition.uses,
    create: (cluster) => definition.create(cluster, values),
    window,
    queueLimit: 10_000,
    seed,
  });
  for (let i = 0; i < workers; i++) world.join();
  return world;
}

/** Arrivals at random: no two jobs are of one size, come or end at the same moment. Mean size 10 ms, one every `gapMs`. */
export function randomArrivals(seed: number, count: number, gapMs: number, types = ['a', 'b']): Arrival[] {
  const stream = new RandomStream(seed, 'arrivals');
  return Array.from({ length: count }, () => ({
    afterMs: stream.exponential(gapMs),
    demand: {
      ...JOB,
      type: types[Math.floor(stream.next() * types.length)] as string,
      sizeMs: stream.exponential(10),
    },
  }));
}

/** The same with jobs of one size. */
export function equalArrivals(seed: number, count: number, gapMs: number): Arrival[] {
  return randomArrivals(seed, count, gapMs).map(({ afterMs, demand }) => ({
    afterMs,
    demand: { ...demand, sizeMs: 10 },
  }));
}

/** When each job was started, in order of arrival, if workers have a window of 1. */
export function startsOf(
  definition: StrategyDefinition,
  setting: Setting,
  arrivals: readonly Arrival[],
): number[] {
  const world = clusterOf(definition, setting);
  const starts: number[] = [];
  const send = world.send.bind(world);
  world.send = (job, worker) => {
    starts[job.id] = Number(world.nowMs.toFixed(6));
    send(job, worker);
  };
  for (const { afterMs, demand } of arrivals) {
    world.pass(afterMs);
    world.arrive(demand);
  }
  world.drain();
  return starts;
}

/** Job ids in the order in which they were sent. */
export function sendOrder(world: VirtualWorld): number[] {
  return world.decisions
    .filter((decision) => decision.startsWith('send'))
    .map((send) => Number(send.split(' ')[1]));
}
