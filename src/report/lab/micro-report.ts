import Table from 'cli-table3';
import { dispatchGoals, fastest, type Goal, NAMES } from '../../lab/micro/goals.ts';
import type { DecisionRow, DecisionsResult, JudgedDecisionRow } from '../../lab/micro/measure-decisions.ts';
import type { DispatchPathResult, PathRow } from '../../lab/micro/measure-dispatch-path.ts';
import type { MessagesResult } from '../../lab/micro/measure-messages.ts';
import { digits } from '../table/numbers.ts';
import { COMPACT } from '../table/table-style.ts';

/** `aligned` has an l or an r for each column. */
function table(head: readonly string[], aligned: string, rows: readonly (readonly string[])[]): string {
  const colAligns = [...aligned].map((side) => (side === 'l' ? ('left' as const) : ('right' as const)));
  const drawn = new Table({ ...COMPACT, head: [...head], colAligns });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
}

// ---- Decisions ----

export function decisionsReport({ rounds, workerCounts, floor, strategies }: DecisionsResult): string {
  const head = [
    'strategy',
    'window',
    'load',
    ...workerCounts.map((count) => `${whole(count)} workers`),
    'growth',
    'verdict',
  ];
  const rows = [...floor.map(floorRow), ...strategies.map(strategyRow)];
  return [
    `Decisions: ns for all decisions on one job, dispatcher included; medians of ${rounds} processes`,
    table(head, 'lrlrrrrl', rows),
    'spare: open jobs for 9 of 10 workers. backlog: 10 % more than all windows hold, so that jobs wait.',
    "Logarithmic: from the smallest to the largest cluster it grows no more than the logarithm does, times what the dispatcher alone grows, which is the processor's caches.",
    verdict(strategies),
  ].join('\n');
}

function cells({ strategy, window, load, nsPerJob, growth }: DecisionRow): string[] {
  return [
    strategy,
    window === null ? 'no limit' : String(window),
    load,
    ...nsPerJob.map(whole),
    `× ${digits(growth)}`,
  ];
}

function floorRow(row: DecisionRow): string[] {
  return [...cells(row), 'the floor'];
}

function strategyRow(row: JudgedDecisionRow): string[] {
  const limit = digits(row.growthLimit);
  return [...cells(row), row.passed ? `logarithmic (≤ ${limit})` : `GROWS FASTER (> ${limit})`];
}

function verdict(strategies: readonly JudgedDecisionRow[]): string {
  const faster = [...new Set(strategies.filter((row) => !row.passed).map((row) => row.strategy))];
  if (faster.length === 0)
    return 'Passed: no strategy grows faster than the logarithm of the number of workers.';
  return `Missed: faster than the logarithm of the number of workers grow ${faster.join(', ')}.`;
}

// ---- Messages ----

export function messagesReport({ rounds, rows }: MessagesResult): string {
  const head = ['message', 'bytes', '× JSON', 'write ns', '× JSON', 'read ns', '× JSON'];
  return [
    `Messages: our arrays, checked when read, beside plain JSON of the objects; medians of ${rounds} processes`,
    table(
      head,
      'lrrrrrr',
      rows.map((row) => [
        row.kind,
        ...beside(row.arraysBytes, row.objectsBytes),
        ...beside(row.arraysWriteNs, row.objectsWriteNs),
        ...beside(row.arraysReadNs, row.objectsReadNs),
      ]),
    ),
  ].join('\n');
}

function beside(ours: number, theirs: number): [string, string] {
  return [`${whole(ours)} / ${whole(theirs)}`, digits(ours / theirs)];
}

// ---- The dispatch path ----

export function dispatchPathReport(result: DispatchPathResult): string {
  const { rounds, fourMessages, twoMessages } = result;
  const plain = (inFlight: number) =>
    fastest(fourMessages.filter((row) => row.system === 'plain' && row.inFlight === inFlight));
  const pool = fastest(
    twoMessages.filter((row) => row.system !== 'direct' && row.system !== 'bare' && row.window === 1),
  );
  const head = ['way', 'in flight', 'window', 'jobs/s', 'from', 'to'];
  return [
    `HTTP worker → primary → job worker and back, four messages a job, no-op jobs; medians of ${rounds} interleaved rounds`,
    table(
      [...head, '× plain'],
      'lrrrrrr',
      fourMessages.map((row) => pathRow(row, plain(row.inFlight))),
    ),
    'Primary → job worker and back, two messages a job, beside process pools of two workers',
    table(
      [...head, `× ${pool.system} (1)`],
      'lrrrrrr',
      twoMessages.map((row) => pathRow(row, pool)),
    ),
    'process.send alone: a number there and a number back, nothing decided, nothing kept, nothing checked: the floor under every way that has a window of 1.',
    ...dispatchGoals(result).map(goalLine),
  ].join('\n');
}

function pathRow(row: PathRow, reference: PathRow): string[] {
  return [
    NAMES[row.system],
    String(row.inFlight),
    row.window === null ? 'no limit' : String(row.window),
    whole(row.medianJobsPerSecond),
    whole(Math.min(...row.jobsPerSecond)),
    whole(Math.max(...row.jobsPerSecond)),
    digits(row.medianJobsPerSecond / reference.medianJobsPerSecond),
  ];
}

function goalLine({ what, ratio, atLeast, passed }: Goal): string {
  return `${passed ? 'Passed' : 'Missed'}: ${what}: × ${digits(ratio)}, at least × ${atLeast} wanted.`;
}
