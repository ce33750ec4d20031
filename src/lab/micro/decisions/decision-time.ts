import { Bench } from 'tinybench';
import type { ArmParameters } from '../../../catalogue/arms.ts';
import type { StrategyDefinition } from '../../../contract/strategy.ts';
import { StandingLoad } from './standing-load.ts';

/** `spare`: one open job for nine of ten workers. `backlog`: a tenth more jobs than all workers may hold, so that jobs wait. */
export const LOADS = ['spare', 'backlog'] as const;
export type Load = (typeof LOADS)[number];

export interface Cell {
  readonly load: Load;
  readonly workers: number;
}

/** A single step is too short for the clock. */
const STEPS_PER_SAMPLE = 1000;

/** After this many steps the code is compiled, even if the compiler gets little CPU time. */
const COMPILING_STEPS = 200_000;

/** Runs both loads before measuring, so that the code is compiled for both. */
export function compile(definition: StrategyDefinition, parameters: ArmParameters, window: number): void {
  for (const load of LOADS) {
    const standing = standingLoad(definition, parameters, window, { load, workers: 16 });
    for (let i = 0; i < COMPILING_STEPS; i++) standing.step();
  }
}

/** Ns for all decisions on one job, at its arrival and at its completion. */
export function nsPerJob(
  definition: StrategyDefinition,
  parameters: ArmParameters,
  window: number,
  cell: Cell,
  sampleMs: number,
): number {
  const standing = standingLoad(definition, parameters, window, cell);
  const bench = new Bench({
    warmupTime: sampleMs,
    // Until most of the initial jobs have completed.
    warmupIterations: Math.ceil((2 * cell.workers) / STEPS_PER_SAMPLE),
    time: sampleMs,
    iterations: 10,
    throws: true,
  });
  bench.add(
    'step',
    () => {
      for (let i = 0; i < STEPS_PER_SAMPLE; i++) standing.step();
    },
    { async: false },
  );
  bench.runSync();
  const result = bench.tasks[0]?.result;
  if (result?.state !== 'completed') throw new Error(`tinybench ended as ${result?.state}`);
  // The median excludes samples with a garbage collection or another process. Work that a strategy does at least once in a
  // thousand steps is in every sample.
  return (result.latency.p50 * 1e6) / STEPS_PER_SAMPLE;
}

function standingLoad(
  definition: StrategyDefinition,
  parameters: ArmParameters,
  window: number,
  cell: Cell,
): StandingLoad {
  const population = populationOf(cell, window);
  return new StandingLoad(definition, parameters, { workers: cell.workers, window, population, seed: 1 });
}

export function populationOf({ load, workers }: Cell, window: number): number {
  if (load === 'spare') return Math.round(0.9 * workers);
  return Math.ceil(1.1 * workers * (window === Number.POSITIVE_INFINITY ? 1 : window));
}
