import { letters, type Ranking } from '../../comparison/ranking.ts';
import { judgedClass, rankingInSimulation } from '../../comparison/simulation-ranking.ts';
import { clusterOf } from '../../results/kept-settings.ts';
import type { SimulatedResult, SimulationRun } from '../../results/simulation-schema.ts';
import { traceLines } from '../run/details.ts';
import { everyDoubt, failures, groupedDoubts } from '../run/doubts.ts';
import { leadFinding } from '../run/findings.ts';
import { levelLines } from '../run/level-line.ts';
import type { Part } from '../table/table.ts';
import { counted, listed } from '../table/words.ts';
import { loadTable, oneLoadTable } from './load-table.ts';
import { searchDetails, searchReport } from './search-table.ts';
import { conductTable, simulationTable } from './simulation-table.ts';

/** The report of a simulation, new or from its files: findings, main table, warnings. */
export function simulationReport(run: SimulationRun): Part[] {
  return [
    title(run),
    ...failures(run),
    ...(run.searches.length > 0 ? searchReport(run) : answer(run)),
    '',
    ...groupedDoubts(run.warnings),
  ];
}

/** All other figures. */
export function simulationDetails(run: SimulationRun): Part[] {
  if (run.searches.length > 0) return [searchDetails(run), '', ...everyDoubt(run)];
  return [
    'Response times in ms, slowdown = response ÷ service; rows in brackets are bounds.',
    ...traceLines(run.scenario.settings),
    ...levelsByLoad(run),
    simulationTable(run),
    '',
    'What each strategy may know, and how it used the workers:',
    conductTable(run),
    ...everyDoubt(run),
  ];
}

function title(run: SimulationRun): string {
  const { scenario, seed } = run;
  const facts = [
    ...(run.searches.length > 0 ? searchFacts(run) : loadFacts(run)),
    ...(scenario.timeScale === 1 ? [] : [`time scale ${scenario.timeScale}`]),
    ...(seed === 1 ? [] : [`seeds from ${seed}`]),
  ];
  return `${scenario.name}, simulated: ${facts.join(', ')}`;
}

function searchFacts({ searches, scenario }: SimulationRun): string[] {
  const [first] = searches;
  const seeds = counted(first?.found.length ?? 0, 'seed');
  const searched = first?.question === 'fewest workers' ? [] : workers(scenario.settings);
  return [...searched, seeds];
}

function loadFacts({ strategies, scenario }: SimulationRun): string[] {
  const levels = [...new Map(strategies.map(({ load, level }) => [load, level])).values()];
  const asked = levels.length === 1 ? levels[0]?.asked : undefined;
  const [first] = strategies;
  return [
    ...(asked === undefined ? [] : [`${asked.perSecond.toFixed(0)} heavy requests/s`]),
    ...(asked?.share == null ? [] : [`load ${Math.round(asked.share * 100)} %`]),
    ...workers(scenario.settings),
    ...(first === undefined ? [] : [counted(first.replications, 'replication')]),
  ];
}

function workers(settings: object): string[] {
  const cluster = clusterOf(settings);
  return cluster === undefined ? [] : [counted(cluster.jobWorkers, 'job worker')];
}

function answer(run: SimulationRun): Part[] {
  const className = judgedClass(run);
  if (className === undefined) return ['No job was served.'];
  const loads = [...new Set(run.strategies.map(({ load }) => load))];
  const rankings = loads.map((load) => ({ load, ranking: rankingInSimulation(run, className, load) }));
  const [first] = rankings;
  if (first === undefined) return ['No strategy was simulated.'];
  if (loads.length === 1)
    return [
      leadFinding(first.ranking, shareOf(run.strategies, className)),
      '',
      oneLoadTable(run, first.ranking, letters(first.ranking)),
      LEGEND,
    ];
  return [...findingsByLoad(rankings), '', loadTable(run, rankings), LEGEND];
}

const LEGEND =
  'Response times in ms; rows in brackets are bounds; strategies that share a letter cannot be told apart.';

/** One sentence for loads with the same leaders. It gives the figures of the last load, where differences are largest. */
function findingsByLoad(
  rankings: readonly { readonly load: number | null; readonly ranking: Ranking }[],
): string[] {
  const groups = new Map<string, { loads: string[]; ranking: Ranking }>();
  for (const { load, ranking } of rankings) {
    const key = ranking.leaders.map(({ name }) => name).join(' ');
    const group = groups.get(key);
    groups.set(key, { loads: [...(group?.loads ?? []), String(load ?? 'its own')], ranking });
  }
  return [...groups.values()].map(({ loads, ranking }) => {
    const said = leadFinding(ranking, ` at load ${listed(loads)}`);
    return loads.length > 1 ? said.replace(/\.$/, ` (at ${loads.at(-1)}).`) : said;
  });
}

function shareOf(strategies: readonly SimulatedResult[], className: string): string {
  const counts = (name: string) =>
    strategies[0]?.classes.find((one) => one.name === name)?.counts.offered ?? 0;
  const [own, all] = [counts(className), counts('heavy')];
  return own === 0 || own === all || all === 0
    ? ''
    : ` (${Math.round((own / all) * 100)} % of heavy requests)`;
}

/** All strategies at a load have the same jobs. */
function levelsByLoad({ strategies }: SimulationRun): string[] {
  const levels = new Map(strategies.map(({ load, level }) => [load, level]));
  return [...levels].flatMap(([load, level]) =>
    level === undefined ? [] : levelLines([level], load === null ? '' : `At ${load}: `),
  );
}
