import type { SimulationRun } from '../results/simulation-schema.ts';
import { warningLine } from './doubts.ts';
import { levelLines } from './level-line.ts';
import { traceLines } from './run-report.ts';
import { conductTable, searchTable, simulationTable } from './simulation-table.ts';

/** Simulations for people: what ran, the tables, what there is to doubt. */
export function simulationReport(run: SimulationRun): string[] {
  const { name, timeScale } = run.scenario;
  const ran = `${name}, simulated (time scale ${timeScale}, seeds from ${run.seed})`;
  const found =
    run.searches.length > 0
      ? [ran, searchTable(run.searches)]
      : [
          `${ran}; response times in ms, slowdown = response ÷ service; rows in brackets are bounds`,
          ...traceLines(run.scenario.settings),
          ...levelsByLoad(run),
          simulationTable(run),
          conductTable(run),
        ];
  const failed = run.warnings.filter(({ code }) => code === 'strategy-failed');
  const doubts = run.warnings.filter(({ code }) => code !== 'strategy-failed');
  return [...found, ...doubts.map(warningLine), ...failed.map(({ message }) => `Failed: ${message}`)];
}

/** All strategies at a load have the same jobs. */
function levelsByLoad({ strategies }: SimulationRun): string[] {
  const levels = new Map(strategies.map(({ load, level }) => [load, level]));
  return [...levels].flatMap(([load, level]) =>
    level === undefined ? [] : levelLines([level], load === null ? '' : `At ${load}: `),
  );
}
