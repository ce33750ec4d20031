import type { Ranking } from '../../comparison/ranking.ts';
import type { RunResult } from '../../results/schema.ts';
import { blockPanel } from '../figures/blocks.ts';
import type { AnyChart } from '../figures/chart.ts';
import { forestPanels } from '../figures/forest.ts';
import { laneKeys, lanePanels } from '../figures/lanes.ts';
import { blockDotsOf } from '../model/blocks.ts';
import { Cast } from '../model/cast.ts';
import { forestOf } from '../model/forest.ts';
import { whoRanWhat } from '../model/lanes.ts';
import type { Requests } from '../model/requests.ts';
import { accountsOf } from '../run/accounts.ts';
import { details } from '../run/details.ts';
import { everyDoubt, failures } from '../run/doubts.ts';
import { nextStep } from '../run/next-step.ts';
import { answerOf } from '../run/run-report.ts';
import { runTitle } from '../run/title.ts';
import { trustLine } from '../run/trust.ts';
import { counted } from '../table/words.ts';
import { whatWasAsked, whereMeasured } from './facts.ts';
import type { Report } from './report.ts';

/** The report of a live run. */
export function liveReport(run: RunResult, requests: Requests): Report {
  const failed = failures(run);
  const answered = run.trials.length === 0 ? undefined : answerOf(run);
  const ranking = answered?.ranking;
  const [finding, ...findings] = answered?.findings ?? ['Nothing was measured.'];
  const next = ranking && run.complete ? nextStep(run, ranking) : undefined;
  const cast = new Cast(run.strategies.map(({ name }) => name));
  return {
    title: `${run.scenario.name}: ${run.runId}`,
    about: `${runTitle(run)} · ${run.startedAt.slice(0, 10)}`,
    question: questionOf(run, ranking),
    answer: [
      finding as string,
      ...(ranking === undefined ? [] : [trustLine(run, ranking)]),
      ...findings,
      ...failed,
      ...(run.complete ? [] : ['The run was interrupted. This is what it measured before.']),
      accountsOf(run).text,
    ],
    table: answered?.table ?? [],
    cast,
    charts: run.trials.length === 0 ? [] : chartsOf(run, requests, ranking, cast),
    warnings: everyDoubt(run),
    facts: [...whatWasAsked(run), ...planOf(run), ...whereMeasured(run)],
    details: details(run),
    commands: [
      ['The same run again:', asCommand(run.command)],
      ...(next === undefined ? [] : [commandIn(next)]),
    ],
    parts: [],
  };
}

function questionOf({ scenario }: RunResult, ranking: Ranking | undefined): string {
  if (scenario.loadModel === 'closed') return 'Which strategy carries the most heavy requests?';
  if (ranking === undefined) return 'Which strategy is the fastest?';
  return `Which strategy answers ${ranking.class} requests fastest?`;
}

function chartsOf(run: RunResult, requests: Requests, ranking: Ranking | undefined, cast: Cast): AnyChart[] {
  return [
    lanesChart(run, requests),
    forestChart(run, cast),
    ...(ranking === undefined ? [] : [blocksChart(ranking, cast)]),
  ];
}

function lanesChart(run: RunResult, requests: Requests): AnyChart {
  const lanes = whoRanWhat(run, requests);
  if (typeof lanes === 'string') return { kind: 'none', id: 'lanes', title: 'Who ran what when', why: lanes };
  const { title, summary, table, types, block } = lanes;
  const source = `samples/, block ${block + 1}`;
  return {
    kind: 'chart',
    id: 'lanes',
    title,
    summary,
    legend: laneKeys(types),
    panels: lanePanels(lanes),
    table,
    source,
  };
}

function forestChart(run: RunResult, cast: Cast): AnyChart {
  const forest = forestOf(run);
  if (typeof forest === 'string')
    return { kind: 'none', id: 'forest', title: 'Differences to the baseline, with intervals', why: forest };
  const { title, summary, table } = forest;
  const panels = forestPanels(forest, cast);
  return { kind: 'chart', id: 'forest', title, summary, legend: [], panels, table, source: 'analysis.json' };
}

function blocksChart(ranking: Ranking, cast: Cast): AnyChart {
  const dots = blockDotsOf(ranking, 'blocks');
  if (typeof dots === 'string') return { kind: 'none', id: 'blocks', title: 'Each block', why: dots };
  const { title, summary, table } = dots;
  const panels = [blockPanel(dots, cast)];
  return { kind: 'chart', id: 'blocks', title, summary, legend: [], panels, table, source: 'analysis.json' };
}

function planOf({ design, trials }: RunResult): (readonly [string, string])[] {
  const blocks = new Set(trials.map(({ block }) => block)).size;
  return [
    ['Plan', `${counted(blocks, 'block')}, ${counted(trials.length, 'trial')}, each in fresh processes`],
    ['Baseline', design.baseline],
  ];
}

/** A run keeps its command line without the name of the program. */
export function asCommand(kept: string): string {
  const [name = 'bench', ...words] = kept.split(' ');
  return words.length === 0 ? `npm run ${name}` : `npm run ${name} -- ${words.join(' ')}`;
}

/** What a command is for, and the command. */
function commandIn(next: string): readonly [string, string] {
  const at = next.indexOf('npm run ');
  return at < 0 ? [next, ''] : [next.slice(0, at).trim(), next.slice(at)];
}
