import type { Advice, AdviceRow, Advised } from '../../bench/advice/advice.ts';
import type { Goal } from '../../bench/advice/goal.ts';
import type { LogFacts, Peak } from '../../bench/advice/log-facts.ts';
import { HIGHEST_FACTOR } from '../../bench/advice/trial.ts';
import { digits } from '../table/numbers.ts';
import type { Part, TableData } from '../table/table.ts';
import { counted } from '../table/words.ts';

/** The arrangements that were simulated at the peak, and what to do. */
export function adviceParts(advised: Advised, goals: readonly Goal[], { peak, doubts }: LogFacts): Part[] {
  const sure = doubts.length === 0;
  return [
    '',
    `Objective: ${objectiveInWords(goals)}.`,
    '',
    adviceTable(advised.rows, goals, peak),
    '',
    ...(advised.advice === null
      ? [
          'Advice: none. No number of workers that was tried meets the objective; raise it, or make the work shorter.',
        ]
      : sentences(advised.advice, sure)),
  ];
}

/** Those of the user, then those of the types that nothing was said about. */
function objectiveInWords(goals: readonly Goal[]): string {
  const texts = (implied: boolean) => [
    ...new Set(goals.filter((goal) => goal.implied === implied).map(({ text }) => text)),
  ];
  const others = texts(true);
  return `${texts(false).join(', ')} (yours)${others.length === 0 ? '' : `, ${others.join(', ')} (twice as in the log)`}`;
}

function adviceTable(rows: readonly AdviceRow[], goals: readonly Goal[], peak: Peak): TableData {
  return {
    columns: [
      { name: 'workers', align: 'l', key: true },
      { name: 'strategy', align: 'l', key: true },
      ...goals.map(({ type, quantile }) => ({
        name: `${quantile === null ? 'mean' : `p${Number((quantile * 100).toPrecision(4))}`} ${type}`,
        unit: 'ms',
        align: 'l' as const,
      })),
      { name: 'met', align: 'l' },
      { name: 'holds until', align: 'r' },
    ],
    rows: rows.map((row) => [
      `${row.workers}${row.now ? ' (now)' : ''}`,
      row.strategy,
      ...row.goals.map(({ meanMs, interval }) =>
        Number.isFinite(meanMs)
          ? `${digits(meanMs)}${interval === null ? '' : ` (${digits(Math.max(0, interval[0]))}–${digits(interval[1])})`}`
          : 'overloaded',
      ),
      row.meets ? 'yes' : 'no',
      holdsInWords(row, peak),
    ]),
  };
}

function holdsInWords({ holdsUntil }: AdviceRow, { perSecond }: Peak): string {
  if (holdsUntil === 0) return 'far below';
  const over = holdsUntil >= HIGHEST_FACTOR - 0.02 ? 'over ' : '';
  return `${over}${digits(holdsUntil * perSecond)}/s`;
}

function sentences({ strategy, workers, risk, headroom, otherwise }: Advice, sure: boolean): string[] {
  const percent = Math.round(headroom * 100);
  return [
    `Advice: ${strategy} with ${counted(workers, 'worker')}. Risk: ${risk}: ${percent} % headroom at the peak${sure ? '' : '; the service times are not sure'}.`,
    ...otherwise.map(({ when, instead, flips }) =>
      flips
        ? `If ${when}: ${instead === null ? 'nothing that was tried is enough' : `${instead.strategy} with ${counted(instead.workers, 'worker')}`}.`
        : `If ${when}: the same.`,
    ),
  ];
}

/** What no log tells. */
export function unknownLine(): string {
  return 'Not known: retries of clients, limits of databases and other services, and what light requests cost the same processes.';
}
