import { Bench } from 'tinybench';
import type { ArmParameters } from '../../catalogue/arms.ts';
import type { StrategyDefinition } from '../../contract/strategy.ts';
import { StandingLoad } from './standing-load.ts';

/** `spare`: one open job for nine of ten workers. `backlog`: a tenth more than all workers may hold, so that jobs wait. */
export const LOADS = ['spare', 'backlog'] as const;
export type Load = (typeof LOADS)[number];

export interface Cell {
  readonly load: Load;
  readonly workers: number;
}

/** One step is far below what the clock can tell apart. */
const STEPS_PER_SAMPLE = 1000;

/** Mean ns that all decisions on one job cost: those at its arrival and those at its completion. */
export function nsPerJob(
  definition: StrategyDefinition,
  parameters: ArmParameters,
  window: number,
  cell: Cell,
  sampleMs: number,
): number {
  const load = new StandingLoad(definition, parameters, {
    workers: cell.workers,
    window,
    population: populationOf(cell, window),
    seed: 1,
  });
  const bench = new Bench({
    warmupTime: sampleMs,
    // Until most jobs of the first moment are gone.
    warmupIterations: Math.ceil((2 * cell.workers) / STEPS_PER_SAMPLE),
    time: sampleMs,
    iterations: 1,
    throws: true,
  });
  bench.add(
    'step',
    () => {
      for (let i = 0; i < STEPS_PER_SAMPLE; i++) load.step();
    },
    { async: false },
  );
  bench.runSync();
  const result = bench.tasks[0]?.result;
  if (result?.state !== 'completed') throw new Error(`tinybench ended as ${result?.state}`);
  // The mean, not the median: what a strategy does rarely (a clean-up every thousandth job) counts too.
  return (result.latency.mean * 1e6) / STEPS_PER_SAMPLE;
}

export function populationOf({ load, workers }: Cell, window: number): number {
  if (load === 'spare') return Math.round(0.9 * workers);
  return Math.ceil(1.1 * workers * (window === Number.POSITIVE_INFINITY ? 1 : window));
}
