import Table from 'cli-table3';
import type { SimulationSpeedResult } from '../../lab/micro/measure-simulation.ts';
import { digits } from '../table/numbers.ts';
import { COMPACT } from '../table/table-style.ts';

export function simulationSpeedReport({ rounds, rows }: SimulationSpeedResult): string {
  const head = ['strategy', 'workers', 'million jobs/s', 'peak memory'];
  const table = new Table({ ...COMPACT, head, colAligns: ['left', 'right', 'right', 'right'] });
  for (const { strategy, workers, medianJobsPerSecond, peakMemoryBytes } of rows) {
    table.push([
      strategy,
      workers,
      digits(medianJobsPerSecond / 1e6),
      `${Math.round(peakMemoryBytes / 1e6)} MB`,
    ]);
  }
  return [
    `Simulation: jobs a second on one thread, load 0.9, exponential sizes, histograms kept; medians of ${rounds} processes`,
    table.toString(),
  ].join('\n');
}
