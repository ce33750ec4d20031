import type { RunResult } from '../results/schema.ts';
import { conclusion } from './conclusion.ts';
import { knowledgeTable, runTable } from './run-table.ts';

/** A run for people, after it or from its file: what ran, the tables, what there is to doubt, what it shows. */
export function runReport(run: RunResult): string[] {
  const { scenario } = run;
  const doubts = run.warnings.filter((warning) => warning.strategy !== null);
  return [
    `${scenario.name} (${scenario.loadModel} load, time scale ${scenario.timeScale}, seed ${run.seed}); response times in ms from the moment each request was due`,
    runTable(run),
    knowledgeTable(run),
    ...doubts.map((warning) => `Warning: ${warning.strategy}: ${warning.message}`),
    conclusion(run),
  ];
}
