import { judgedClass, rankingInSimulation } from '../../comparison/simulation-ranking.ts';
import type { SimulationRun } from '../../results/simulation-schema.ts';
import { blockPanel } from '../figures/blocks.ts';
import type { AnyChart } from '../figures/chart.ts';
import { loadPanels } from '../figures/load-curve.ts';
import { outcomeKeys, outcomePanel } from '../figures/outcomes.ts';
import { searchPanel } from '../figures/search-dots.ts';
import { slowdownPanels } from '../figures/slowdown.ts';
import { spectrumPanels } from '../figures/spectrum.ts';
import { blockDotsOf } from '../model/blocks.ts';
import type { Cast } from '../model/cast.ts';
import { sweepOf } from '../model/load-curve.ts';
import { simulatedAs } from '../model/measured.ts';
import { outcomesOf } from '../model/outcomes.ts';
import { searchDotsOf } from '../model/search-dots.ts';
import { slowdownOf } from '../model/slowdown.ts';
import { spectrumOf } from '../model/spectrum.ts';
import { groupedDoubts } from '../run/doubts.ts';
import { simulationDetails, simulationReport } from '../simulation/simulation-report.ts';
import type { Part } from '../table/table.ts';
import { chartOf, missing } from './chart-of.ts';
import { againCommand } from './command.ts';
import { whatWasAsked, whereMeasured } from './facts.ts';
import type { Report } from './report.ts';

/** The report of a simulation or a search. */
export function reportOfSimulation(run: SimulationRun, cast: Cast): Report {
  const [title, ...parts] = simulationReport(run);
  const { answer, table } = split(parts);
  return {
    title: `${run.scenario.name}: ${run.runId}`,
    about: `${title} · ${run.startedAt.slice(0, 10)}`,
    question: questionOf(run),
    answer: [...answer, 'Simulated, not measured: a live run says whether it holds on a machine.'],
    table,
    cast,
    charts: run.searches.length > 0 ? [searchChart(run, cast)] : chartsOf(run, cast),
    warnings: groupedDoubts(run.warnings),
    facts: [...whatWasAsked(run), ...whereMeasured(run)],
    details: simulationDetails(run),
    commands: [againCommand(run)],
    parts: [],
  };
}

/** The texts before the first table, and the table with what follows it up to the warnings. */
function split(parts: readonly Part[]): { answer: string[]; table: Part[] } {
  const gap = parts.indexOf('');
  const [before, after] = [parts.slice(0, gap), parts.slice(gap + 1)];
  const end = after.indexOf('');
  return {
    answer: before.filter((part) => typeof part === 'string'),
    table: end < 0 ? after : after.slice(0, end),
  };
}

function questionOf({ searches, strategies }: SimulationRun): string {
  const [search] = searches;
  if (search?.question === 'fewest workers') return 'How many workers does each strategy need?';
  if (search !== undefined) return 'How much load does each strategy carry?';
  const loads = new Set(strategies.map(({ load }) => load));
  return loads.size > 1 ? 'Which strategy is the fastest at which load?' : 'Which strategy is the fastest?';
}

function searchChart(run: SimulationRun, cast: Cast): AnyChart {
  const model = searchDotsOf(run);
  if (typeof model === 'string') return missing('search', 'What each strategy reached', model);
  return chartOf('search', model, { legend: [], panels: [searchPanel(model, cast)] });
}

function chartsOf(run: SimulationRun, cast: Cast): AnyChart[] {
  const name = judgedClass(run);
  if (name === undefined) return [];
  const load = run.strategies.at(-1)?.load ?? null;
  const ranking = rankingInSimulation(run, name, load);
  const there = run.strategies.filter((one) => one.kind === 'strategy' && one.load === load);
  const sweep = sweepOf(run, ranking);
  const spectrum = spectrumOf(simulatedAs(there), [name]);
  const slowdown = slowdownOf(simulatedAs(there));
  const dots = blockDotsOf(ranking, 'replications');
  const outcomes = outcomesOf(there);
  return [
    ...(sweep === undefined
      ? []
      : [chartOf('load', sweep, { legend: 'strategies', panels: loadPanels(sweep, cast) })]),
    typeof spectrum === 'string'
      ? missing('spectrum', 'Response times, from the usual to the rare', spectrum)
      : chartOf('spectrum', spectrum, { legend: 'strategies', panels: spectrumPanels(spectrum, cast) }),
    ...(typeof slowdown === 'string'
      ? []
      : [chartOf('slowdown', slowdown, { legend: 'strategies', panels: slowdownPanels(slowdown, cast) })]),
    typeof dots === 'string'
      ? missing('replications', 'Each replication', dots)
      : chartOf('replications', dots, { legend: [], panels: [blockPanel(dots, cast)] }),
    ...(outcomes === undefined
      ? []
      : [chartOf('outcomes', outcomes, { legend: outcomeKeys(outcomes), panels: [outcomePanel(outcomes)] })]),
    missing(
      'lanes',
      'Who ran what when',
      'A simulation keeps no single requests. A live run of the same scenario shows them.',
    ),
  ];
}
