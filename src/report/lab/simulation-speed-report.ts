import type { SimulationSpeedResult } from '../../lab/micro/measure-simulation.ts';
import { digits } from '../table/numbers.ts';
import { columns, type Part } from '../table/table.ts';

export function simulationSpeedReport({ rounds, rows }: SimulationSpeedResult): Part[] {
  return [
    `Simulation: jobs per second on one thread, load 0.9, exponential sizes, with histograms; medians of ${rounds} processes`,
    {
      columns: [...columns('l', ['strategy']), ...columns('r', ['workers', 'million jobs/s', 'peak memory'])],
      rows: rows.map(({ strategy, workers, medianJobsPerSecond, peakMemoryBytes }) => [
        strategy,
        workers,
        digits(medianJobsPerSecond / 1e6),
        `${Math.round(peakMemoryBytes / 1e6)} MB`,
      ]),
    },
  ];
}
