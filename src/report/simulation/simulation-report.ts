import { escaped } from '../../results/escaped.ts';
import type { SimulationRun } from '../../results/simulation-schema.ts';
import { warningLine } from '../run/doubts.ts';
import { levelLines } from '../run/level-line.ts';
import { traceLines } from '../run/run-report.ts';
import type { Line } from '../table/drawn-table.ts';
import { type Draw, inTerminal } from '../table/table.ts';
import { searchReport } from './search-table.ts';
import { conductTable, simulationTable } from './simulation-table.ts';

/** Simulations for people, after them or from their files: what ran, the tables, what there is to doubt. */
export function simulationReport(run: SimulationRun, draw: Draw = inTerminal): Line[] {
  const { name, timeScale } = run.scenario;
  const ran = `${name}, simulated (time scale ${timeScale}, seeds from ${run.seed})`;
  const found =
    run.searches.length > 0
      ? [ran, ...searchReport(run, draw)]
      : [
          `${ran}; response times in ms, slowdown = response ÷ service; rows in brackets are bounds`,
          ...traceLines(run.scenario.settings),
          ...levelsByLoad(run),
          simulationTable(run, draw),
          conductTable(run, draw),
        ];
  const failed = run.warnings.filter(({ code }) => code === 'strategy-failed');
  const doubts = run.warnings.filter(({ code }) => code !== 'strategy-failed');
  const lines = [...found, ...doubts.map(warningLine), ...failed.map(({ message }) => `Failed: ${message}`)];
  return lines.map((line) => (typeof line === 'string' ? escaped(line) : line));
}

/** All strategies at a load have the same jobs. */
function levelsByLoad({ strategies }: SimulationRun): string[] {
  const levels = new Map(strategies.map(({ load, level }) => [load, level]));
  return [...levels].flatMap(([load, level]) =>
    level === undefined ? [] : levelLines([level], load === null ? '' : `At ${load}: `),
  );
}
