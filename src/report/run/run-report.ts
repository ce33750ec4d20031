import { Figures } from '../../comparison/figures.ts';
import type { Ranking } from '../../comparison/ranking.ts';
import { rankingInRun } from '../../comparison/run-ranking.ts';
import { isType } from '../../results/class-names.ts';
import type { RunResult } from '../../results/schema.ts';
import type { Part } from '../table/table.ts';
import { accountsOf } from './accounts.ts';
import { alternativeLines } from './alternative-rows.ts';
import { ALIKE, answerTable, TOLD } from './answer-table.ts';
import { capacityFinding, capacityRanking, capacityTable } from './capacity-report.ts';
import { doubts, failures } from './doubts.ts';
import { leadFinding, lightFinding } from './findings.ts';
import { nextStep } from './next-step.ts';
import { runTitle } from './title.ts';
import { trustLine } from './trust.ts';

/** The report of a run: failures, findings, main table, doubts and the next step. */
export function runReport(run: RunResult): Part[] {
  const failed = failures(run);
  if (run.trials.length === 0) return [...failed, nothing(run)];
  const accounts = accountsOf(run);
  const { findings, table, ranking } = answerOf(run);
  const next = ranking && run.complete ? nextStep(run, ranking) : undefined;
  return [
    runTitle(run),
    ...failed,
    ...(run.complete ? [] : ['The run was interrupted. This is what it measured before.']),
    ...(accounts.isFine ? [] : [accounts.text]),
    ...findings,
    '',
    ...table,
    '',
    ...(accounts.isFine ? [accounts.text] : []),
    ...(ranking === undefined ? [] : [trustLine(run, ranking)]),
    ...doubts(run),
    ...(next === undefined ? [] : [next]),
  ];
}

interface Answer {
  readonly findings: readonly string[];
  readonly table: readonly Part[];
  /** Undefined if no strategy can be ranked. */
  readonly ranking: Ranking | undefined;
}

export function answerOf(run: RunResult): Answer {
  if (run.scenario.loadModel === 'closed')
    return { findings: [capacityFinding(run)], table: [capacityTable(run)], ranking: capacityRanking(run) };
  const light = rankingInRun(run, 'light');
  const judged = rankingInRun(run, run.design.primaryClass ?? 'light');
  if (judged === undefined)
    return {
      findings: ['Too few requests were measured to say who is ahead.'],
      table: [],
      ranking: undefined,
    };
  const ofLight = light === undefined || judged.class === 'light' ? undefined : lightFinding(light);
  return {
    findings: [leadFinding(judged, shareOf(run, judged.class)), ...(ofLight === undefined ? [] : [ofLight])],
    table: [answerTable(run, judged, new Figures(run)), ...legend(run)],
    ranking: judged,
  };
}

/** The class's part of the heavy requests, or of all requests to a server of the user's, in words. */
function shareOf({ strategies }: RunResult, className: string): string {
  const classes = strategies[0]?.classes ?? [];
  const counts = (name: string) => classes.find((one) => one.name === name)?.counts.offered ?? 0;
  const [whole, words] = counts('all') > 0 ? ['all', 'requests'] : ['heavy', 'heavy requests'];
  const [own, all] = [counts(className), counts(whole)];
  return own === 0 || own === all || !isType(className)
    ? ''
    : ` (${Math.round((own / all) * 100)} % of ${words})`;
}

function legend(run: RunResult): string[] {
  const { strategies, design, comparisons } = run;
  const told = new Set(strategies.flatMap(({ uses }) => uses));
  const verdicts =
    design.mode === 'quick'
      ? []
      : [
          ...(comparisons.some(({ verdict }) => verdict === 'inconclusive')
            ? [`${ALIKE} means inconclusive.`]
            : []),
          'Strategies that share a letter cannot be told apart.',
        ];
  return [
    [
      'Response times in ms.',
      ...(told.size === 0 ? [] : [`${TOLD.trim()} may know: ${[...told].join(', ')}.`]),
      ...verdicts,
    ].join(' '),
    ...alternativeLines(run),
  ];
}

function nothing({ complete }: RunResult): string {
  return complete
    ? 'Nothing was measured: no strategy completed a trial.'
    : 'Nothing was measured: the run was interrupted before its first trial ended.';
}
