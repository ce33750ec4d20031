import { Figures } from '../../comparison/figures.ts';
import { capacityOf, recordingOf } from '../../results/kept-settings.ts';
import type { Level } from '../../results/parts.ts';
import type { RunResult } from '../../results/schema.ts';
import { describeTrace } from '../catalogue/scenario-plan.ts';
import { probability } from '../table/numbers.ts';
import type { Part } from '../table/table.ts';
import { alternativeTable } from './alternative-rows.ts';
import { damageTable } from './damage-table.ts';
import { everyDoubt } from './doubts.ts';
import { jobsTable } from './jobs-table.ts';
import { levelLines } from './level-line.ts';
import { predictionTable } from './prediction-table.ts';
import { knowledgeTable, runTable } from './run-table.ts';
import { verdictTable } from './verdict-table.ts';

/** All figures of a run besides the main table. */
export function details(run: RunResult): Part[] {
  const { scenario, allAlikeP = null } = run;
  const figures = new Figures(run);
  const capacity = capacityOf(scenario.settings);
  return [
    `${scenario.loadModel} load, time scale ${scenario.timeScale}, seed ${run.seed}; response times in ms from the moment each request was due`,
    ...(capacity === undefined
      ? []
      : [
          `Capacity of the job workers on this machine: ${capacity.toFixed(1)} heavy requests a second. The load is a share of it.`,
        ]),
    ...traceLines(scenario.settings),
    ...levelLines(levelsByBlock(run)),
    runTable(run, figures),
    ...(run.comparisons.length === 0 ? [] : ['', 'Each class block by block:', verdictTable(run)]),
    ...(allAlikeP === null ? [] : [`p that all strategies are alike: ${probability(allAlikeP)}.`]),
    ...titled('Jobs as the app saw them, those of the warm-up included, times in ms:', jobsTable(run)),
    ...titled('What the faults cost, heavy requests in time:', damageTable(run)),
    '',
    'What each strategy may know, and what it cost:',
    knowledgeTable(run),
    ...titled('What the rows are that are no strategies:', alternativeTable(run)),
    ...titled(
      `${scenario.target === undefined ? 'Heavy requests' : 'Jobs'} simulated with the measured message and service times, and how much longer the measured ones took:`,
      predictionTable(run),
    ),
    ...separated(everyDoubt(run)),
  ];
}

function separated(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function titled(title: string, table: Part | undefined): Part[] {
  return table === undefined ? [] : ['', title, table];
}

/** All trials of a block have the same requests. */
function levelsByBlock({ trials }: RunResult): Level[] {
  const levels = new Map(trials.map(({ block, level }) => [block, level]));
  return [...levels.values()].filter((level) => level !== undefined);
}

/** The trace of the heavy requests, if the load has one. */
export function traceLines(settings: object): string[] {
  const recording = recordingOf(settings);
  return recording === undefined ? [] : [`Heavy requests as recorded in ${describeTrace(recording)}.`];
}
