import type { BenchRun } from '../../results/simulation-schema.ts';
import type { Beside } from '../change/beside.ts';
import { changeReport, everyChange } from '../change/changes.ts';
import type { AnyChart } from '../figures/chart.ts';
import { forestPanels } from '../figures/forest.ts';
import type { Cast } from '../model/cast.ts';
import { changeForestOf } from '../model/change-forest.ts';
import type { Part } from '../table/table.ts';
import { chartOf, missing } from './chart-of.ts';
import type { Report } from './report.ts';

/** The change between the first run and the others, followed by the runs themselves. */
export function reportOfChange(
  first: BenchRun,
  others: readonly Beside[],
  cast: Cast,
  parts: readonly Report[],
): Report {
  const { texts, tables } = split(changeReport(first, others));
  const [answer, ...about] = texts;
  return {
    title: `${first.scenario.name}: ${others.length + 1} runs`,
    about: `${first.scenario.name} · ${others.length + 1} runs`,
    question: 'What changed, and is it more than noise?',
    answer: [answer ?? 'There is nothing to compare.', ...about],
    table: tables,
    cast,
    charts: others.length > MOST_CHARTS ? [] : others.map((one, i) => changeChart(one, i, cast)),
    warnings: [],
    facts: [],
    details: tables.length === 0 ? [] : split(everyChange(first, others)).tables,
    commands: [],
    parts,
  };
}

/** Runs that cannot be compared, one after another. */
export function reportOfUnlikeRuns(parts: readonly Report[], why: readonly string[], cast: Cast): Report {
  return {
    title: `${parts.length} runs`,
    about: `${parts.length} runs`,
    question: 'What did each run find?',
    answer: [`These runs cannot be compared: ${why.join('; ')}.`],
    table: [],
    cast,
    charts: [],
    warnings: shortened(parts.length),
    facts: [],
    details: [],
    commands: [],
    parts,
  };
}

const MOST_CHARTS = 8;

/** Keeps a report of many runs small: without single requests, and of many runs only answers and tables. */
export function asPart(report: Report, runs: number): Report {
  const charts = report.charts.filter(({ kind }) => kind === 'chart');
  return runs > MOST_CHARTS ? { ...report, charts: [], details: [] } : { ...report, charts };
}

/** What a report of this many runs leaves out. */
export function shortened(runs: number): string[] {
  return [
    runs > MOST_CHARTS
      ? `With more than ${MOST_CHARTS} runs each is shown by its answer and its table alone. A report of a single run has its charts.`
      : 'Charts of single requests are left out. A report of a single run has them.',
  ];
}

function changeChart(one: Beside, i: number, cast: Cast): AnyChart {
  const id = `change-${i + 1}`;
  const model = changeForestOf(one);
  if (typeof model === 'string') return missing(id, `From the first run to ${one.run.runId}`, model);
  const panels = forestPanels({ classes: model.classes, margin: MARGIN }, cast);
  return chartOf(id, { ...model, table: undefined }, { legend: [], panels });
}

/** Of comparisons, where no run says another. */
const MARGIN = 0.05;

function split(parts: readonly Part[]): { texts: string[]; tables: Part[] } {
  return {
    texts: parts.filter((part): part is string => typeof part === 'string' && part !== ''),
    tables: parts.filter((part) => typeof part !== 'string'),
  };
}
