import type { ClusterAccount } from '../cluster/account.ts';
import { counted, listed } from '../report/table/words.ts';

const KINDS = [
  ['failed', 'failed'],
  ['timedOut', 'timed out'],
  ['cancelled', 'cancelled'],
  ['rejected', 'rejected'],
] as const;

/** Summary of a stopped cluster: what it answered and what went wrong. */
export function lastWords({ httpWorkers, dispatch, workerDeaths }: ClusterAccount): string[] {
  const light = added(httpWorkers.map(({ counts }) => counts.light));
  const heavy = added(httpWorkers.map(({ counts }) => counts.heavy));
  const refused = httpWorkers.reduce((sum, { counts }) => sum + counts.refused, 0);
  const { retried = 0, lateReplies = 0, staleReplies = 0 } = dispatch?.tally ?? {};
  const trouble = [
    ...(refused === 0 ? [] : [`${counted(refused, 'request')} refused as malformed`]),
    ...(workerDeaths === 0 ? [] : [`${counted(workerDeaths, 'worker')} died`]),
    ...(retried === 0 ? [] : [`${counted(retried, 'retry', 'retries')}`]),
    ...(lateReplies + staleReplies === 0
      ? []
      : [`${counted(lateReplies + staleReplies, 'reply', 'replies')} arrived too late and were dropped`]),
  ];
  return [
    `Answered ${inWords('light', light)} and ${inWords('heavy', heavy)}.`,
    ...(trouble.length === 0 ? [] : [`Also: ${listed(trouble)}.`]),
    ...(dispatch?.faults ?? []).map((fault) => `Counts do not add up: ${fault}`),
  ];
}

type Outcomes = ClusterAccount['httpWorkers'][number]['counts']['heavy'];

function added(all: readonly Outcomes[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const outcomes of all)
    for (const [outcome, count] of Object.entries(outcomes))
      sums.set(outcome, (sums.get(outcome) ?? 0) + count);
  return sums;
}

function inWords(name: string, outcomes: ReadonlyMap<string, number>): string {
  const bad = KINDS.flatMap(([kind, words]) => {
    const count = outcomes.get(kind) ?? 0;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const answered = counted(outcomes.get('ok') ?? 0, `${name} request`);
  return bad.length === 0 ? answered : `${answered} (and ${listed(bad)})`;
}
