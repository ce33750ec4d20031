import type { Ranking } from '../../comparison/ranking.ts';
import type { RunResult } from '../../results/schema.ts';
import type { AnyChart } from '../figures/chart.ts';
import type { Cast } from '../model/cast.ts';
import type { Requests } from '../model/requests.ts';
import { accountsOf } from '../run/accounts.ts';
import { details } from '../run/details.ts';
import { failures, kindsOfDoubt } from '../run/doubts.ts';
import { nextStep } from '../run/next-step.ts';
import { answerOf } from '../run/run-report.ts';
import { runTitle } from '../run/title.ts';
import { trustLine } from '../run/trust.ts';
import { counted } from '../table/words.ts';
import { drawnFirst } from './chart-of.ts';
import { againCommand, commandIn } from './command.ts';
import { whatWasAsked, whereMeasured } from './facts.ts';
import { closedCharts, type LiveData, openCharts } from './live-charts.ts';
import type { Report } from './report.ts';

/** The report of a live run. */
export function liveReport(run: RunResult, requests: Requests, cast: Cast): Report {
  const failed = failures(run);
  const answered = run.trials.length === 0 ? undefined : answerOf(run);
  const ranking = answered?.ranking;
  const [finding, ...findings] = answered?.findings ?? ['Nothing was measured.'];
  const next = ranking && run.complete ? nextStep(run, ranking) : undefined;
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
    charts: drawnFirst(chartsOf({ run, requests, ranking, cast })),
    warnings: kindsOfDoubt(run),
    facts: [...whatWasAsked(run), ...planOf(run), ...whereMeasured(run)],
    details: details(run),
    commands: [againCommand(run), ...(next === undefined ? [] : [commandIn(next)])].filter(
      (one) => one !== undefined,
    ),
    parts: [],
  };
}

function questionOf({ scenario, design }: RunResult, ranking: Ranking | undefined): string {
  if (design.mode === 'calibration') return 'How much do runs of the same code differ on this machine?';
  if (scenario.loadModel === 'closed') return 'Which strategy carries the most heavy requests?';
  if (ranking === undefined) return 'Which strategy is the fastest?';
  return `Which strategy answers ${ranking.class} requests fastest?`;
}

function chartsOf({
  ranking,
  ...data
}: Omit<LiveData, 'ranking'> & { ranking: Ranking | undefined }): AnyChart[] {
  if (ranking === undefined) return [];
  return data.run.scenario.loadModel === 'closed'
    ? closedCharts(data.run, data.cast)
    : openCharts({ ...data, ranking });
}

function planOf({ design, trials }: RunResult): (readonly [string, string])[] {
  const blocks = new Set(trials.map(({ block }) => block)).size;
  return [
    ['Plan', `${counted(blocks, 'block')}, ${counted(trials.length, 'trial')}, each in fresh processes`],
    ['Baseline', design.baseline],
  ];
}
