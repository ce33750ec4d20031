import { escaped } from '../../results/escaped.ts';
import { capacityOf, recordingOf } from '../../results/kept-settings.ts';
import type { Level } from '../../results/parts.ts';
import type { RunResult } from '../../results/schema.ts';
import { describeTrace } from '../catalogue/scenario-plan.ts';
import type { Line } from '../table/drawn-table.ts';
import { type Draw, inTerminal } from '../table/table.ts';
import { conclusion } from './conclusion.ts';
import { damageTable } from './damage-table.ts';
import { doubts } from './doubts.ts';
import { levelLines } from './level-line.ts';
import { predictionTable } from './prediction-table.ts';
import { knowledgeTable, runTable } from './run-table.ts';
import { verdictTable } from './verdict-table.ts';

/** A run for people, after it or from its files: what ran, the tables, what there is to doubt, what it shows. */
export function runReport(run: RunResult, draw: Draw = inTerminal): Line[] {
  const { scenario, design } = run;
  const failed = run.warnings.filter(({ code }) => code === 'strategy-failed');
  const failures = failed.map(({ message }) => `Failed: ${message}`);
  if (run.trials.length === 0) return [...failures, nothing(run)].map(escaped);
  const blocks = Math.max(0, ...run.trials.map(({ block }) => block + 1));
  const prediction = predictionTable(run, draw);
  const damage = damageTable(run, draw);
  const capacity = capacityOf(scenario.settings);
  const lines: Line[] = [
    `${scenario.name} (${scenario.loadModel} load, time scale ${scenario.timeScale}, seed ${run.seed}, ${blocks} block${blocks === 1 ? '' : 's'}); response times in ms from the moment each request was due`,
    ...(capacity === undefined
      ? []
      : [
          `The job workers carry ${capacity.toFixed(1)} of its heavy requests a second here; its load is a share of that.`,
        ]),
    ...traceLines(scenario.settings),
    ...levelLines(levelsByBlock(run)),
    runTable(run, draw),
    ...(run.comparisons.length === 0 || (blocks === 1 && design.mode === 'quick')
      ? []
      : [verdictTable(run, draw)]),
    ...(damage === undefined ? [] : ['What the faults cost, heavy requests in time:', damage]),
    knowledgeTable(run, draw),
    ...(prediction === undefined
      ? []
      : [
          'Heavy requests as measured, and as simulated with the measured message and service times:',
          prediction,
        ]),
    ...doubts(run),
    ...failures,
    conclusion(run),
  ];
  return lines.map((line) => (typeof line === 'string' ? escaped(line) : line));
}

function nothing({ complete }: RunResult): string {
  return complete
    ? 'Nothing was measured: no strategy got through a trial.'
    : 'Nothing was measured: the run was broken off before its first trial had ended.';
}

/** All trials of a block have the same requests. */
function levelsByBlock({ trials }: RunResult): Level[] {
  const levels = new Map(trials.map(({ block, level }) => [block, level]));
  return [...levels.values()].filter((level) => level !== undefined);
}

/** What the heavy requests were, where they were recorded. */
export function traceLines(settings: object): string[] {
  const recording = recordingOf(settings);
  return recording === undefined ? [] : [`Heavy requests as recorded in ${describeTrace(recording)}.`];
}
