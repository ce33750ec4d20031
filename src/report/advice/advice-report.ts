import { HIGHEST_FACTOR } from '../../bench/advice/trial.ts';
import type { Advice, AdviceFindings, AdviceRow, Goal, GoalTime } from '../../results/advice-schema.ts';
import { digits } from '../table/numbers.ts';
import type { Part, TableData } from '../table/table.ts';
import { counted } from '../table/words.ts';
import { factsParts, logParts } from './facts-report.ts';

/** All that `advise` found: the log, what its requests cost, and what to do. */
export function adviceReport(found: AdviceFindings): Part[] {
  return [...logParts(found), ...factsParts(found), ...adviceParts(found)];
}

/** The arrangements that were simulated at the peak, and what to do. */
export function adviceParts(found: AdviceFindings): Part[] {
  return [
    '',
    `Objective: ${objectiveInWords(found.objective)}.`,
    '',
    adviceTable(found),
    '',
    ...sentences(found),
    UNKNOWN,
  ];
}

/** What no log tells. */
const UNKNOWN =
  'Not known: retries of clients, limits of databases and other services, and what light requests cost the same processes.';

/** Those of the user, then those of the types that nothing was said about. */
export function objectiveInWords(goals: readonly Goal[]): string {
  const texts = (implied: boolean) => [
    ...new Set(goals.filter((goal) => goal.implied === implied).map(({ text }) => text)),
  ];
  const others = texts(true);
  return `${texts(false).join(', ')} (yours)${others.length === 0 ? '' : `, ${others.join(', ')} (twice as in the log)`}`;
}

export function adviceTable({ rows, objective, peak }: AdviceFindings): TableData {
  return {
    columns: [
      { name: 'workers', align: 'l', key: true },
      { name: 'strategy', align: 'l', key: true },
      ...objective.map((goal) => ({ name: goalName(goal), unit: 'ms', align: 'l' as const })),
      { name: 'met', align: 'l' },
      { name: 'holds until', align: 'r' },
    ],
    rows: rows.map((row) => [
      `${row.workers}${row.now ? ' (now)' : ''}`,
      row.strategy,
      ...row.goals.map(timeInWords),
      row.meets ? 'yes' : 'no',
      holdsInWords(row, peak?.perSecond ?? 0),
    ]),
  };
}

/** `p95 report`. */
export function goalName({ type, quantile }: Goal): string {
  return `${quantile === null ? 'mean' : `p${Number((quantile * 100).toPrecision(4))}`} ${type}`;
}

export function timeInWords({ meanMs, interval }: GoalTime): string {
  if (meanMs === null) return 'overloaded';
  return `${digits(meanMs)}${interval === null ? '' : ` (${digits(Math.max(0, interval[0]))}–${digits(interval[1])})`}`;
}

function holdsInWords({ holdsUntil }: AdviceRow, perSecond: number): string {
  if (holdsUntil === 0) return 'far below';
  const over = holdsUntil >= HIGHEST_FACTOR - 0.02 ? 'over ' : '';
  return `${over}${digits(holdsUntil * perSecond)}/s`;
}

/** The advice with its certainty, then what it would be otherwise. */
export function sentences({ advice, doubts }: AdviceFindings): string[] {
  if (advice === null)
    return [
      'Advice: none. No number of workers that was tried meets the objective; raise it, or make the work shorter.',
    ];
  const { strategy, workers, otherwise } = advice;
  return [
    `Advice: ${strategy} with ${counted(workers, 'worker')}. ${riskInWords(advice, doubts.length === 0)}`,
    ...otherwise.map(({ when, instead, flips }) =>
      flips
        ? `If ${when}: ${instead === null ? 'nothing that was tried is enough' : `${instead.strategy} with ${counted(instead.workers, 'worker')}`}.`
        : `If ${when}: the same.`,
    ),
  ];
}

function riskInWords({ risk, headroom }: Advice, sure: boolean): string {
  const percent = Math.round(headroom * 100);
  return `Risk: ${risk}: ${percent} % headroom at the peak${sure ? '' : '; the service times are not sure'}.`;
}
