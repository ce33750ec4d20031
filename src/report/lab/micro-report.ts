import { dispatchGoals, fastest, type Goal, isProcessPool, NAMES } from '../../lab/micro/goals.ts';
import type { DecisionRow, DecisionsResult, JudgedDecisionRow } from '../../lab/micro/measure-decisions.ts';
import type { DispatchPathResult, PathRow } from '../../lab/micro/measure-dispatch-path.ts';
import type { MessagesResult } from '../../lab/micro/measure-messages.ts';
import { digits } from '../table/numbers.ts';
import { columns, keyed, type Part, type TableData } from '../table/table.ts';

/** `keys` name the path or strategy and align left. The other columns align right, except a verdict in the last one. */
function table(
  keys: readonly string[],
  numbers: readonly string[],
  rows: readonly (readonly string[])[],
  last?: string,
): TableData {
  return {
    columns: keyed(keys, [
      ...columns('l', keys),
      ...columns('r', numbers),
      ...(last === undefined ? [] : columns('l', [last])),
    ]),
    rows,
  };
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
}

// ---- Decisions ----

/** Number of strategies shown without `--verbose`. */
const MOST_ROWS = 5;

/** Whether every strategy scales, and the slowest decisions. */
export function decisionsReport(result: DecisionsResult): Part[] {
  const { rounds, workerCounts, floor, strategies } = result;
  const dearest = strategies.toSorted((a, b) => (b.nsPerJob.at(-1) ?? 0) - (a.nsPerJob.at(-1) ?? 0));
  return [
    `Decisions: ns for all decisions on one job, dispatcher included; medians of ${rounds} processes`,
    verdict(strategies),
    decisionsTable(workerCounts, floor, dearest.slice(0, MOST_ROWS)),
    ...(dearest.length > MOST_ROWS
      ? [`The slowest ${MOST_ROWS} of ${dearest.length} strategies; --verbose shows all.`]
      : []),
  ];
}

/** Every strategy. */
export function decisionsDetails({ workerCounts, floor, strategies }: DecisionsResult): Part[] {
  return [
    decisionsTable(workerCounts, floor, strategies),
    'spare: enough open jobs for 9 of 10 workers. backlog: 10 % more jobs than all windows hold, so jobs wait.',
    "logarithmic: grows at most by log n from the smallest to the largest cluster, after dividing out the dispatcher's growth (processor caches).",
  ];
}

function decisionsTable(
  workerCounts: readonly number[],
  floor: readonly DecisionRow[],
  strategies: readonly JudgedDecisionRow[],
): TableData {
  return table(
    ['strategy', 'window', 'load'],
    [...workerCounts.map((count) => `${whole(count)} workers`), 'growth'],
    [...floor.map(floorRow), ...strategies.map(strategyRow)],
    'verdict',
  );
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
  return `Missed: these grow faster than the logarithm of the number of workers: ${faster.join(', ')}.`;
}

// ---- Messages ----

export function messagesReport({ rounds, rows }: MessagesResult): Part[] {
  return [
    `Messages: our arrays, checked when read, compared with plain JSON objects; medians of ${rounds} processes`,
    table(
      ['message'],
      ['bytes', '× JSON', 'write ns', '× JSON', 'read ns', '× JSON'],
      rows.map((row) => [
        row.kind,
        ...beside(row.arraysBytes, row.objectsBytes),
        ...beside(row.arraysWriteNs, row.objectsWriteNs),
        ...beside(row.arraysReadNs, row.objectsReadNs),
      ]),
    ),
  ];
}

function beside(ours: number, theirs: number): [string, string] {
  return [`${whole(ours)} / ${whole(theirs)}`, digits(ours / theirs)];
}

// ---- The dispatch path ----

/** Which goals are met, and the paths compared with each other. */
export function dispatchPathReport(result: DispatchPathResult): Part[] {
  const { rounds, fourMessages } = result;
  const plain = (inFlight: number) =>
    fastest(fourMessages.filter((row) => row.system === 'plain' && row.inFlight === inFlight));
  return [
    ...dispatchGoals(result).map(goalLine),
    '',
    `HTTP worker → primary → job worker and back, four messages per job, no-op jobs; medians of ${rounds} interleaved rounds`,
    table(
      ['way'],
      [...PATH_COLUMNS, '× plain'],
      fourMessages.map((row) => pathRow(row, plain(row.inFlight))),
    ),
  ];
}

/** Compared with process pools. */
export function dispatchPathDetails({ twoMessages, withPayload }: DispatchPathResult): Part[] {
  const pool = fastest(
    twoMessages.filter((row) => row.system !== 'direct' && row.system !== 'bare' && row.window === 1),
  );
  return [
    'Primary → job worker and back, two messages per job, compared with process pools of two workers',
    table(
      ['way'],
      [...PATH_COLUMNS, `× ${pool.system} (1)`],
      twoMessages.map((row) => pathRow(row, pool)),
    ),
    'process.send alone sends a number each way. It decides, stores and checks nothing, so it is the upper limit for a window of 1.',
    '',
    'The same with 1 kB in and 1 kB out: the library compared with process pools, and with one of threads',
    table(
      ['way'],
      [...PATH_COLUMNS, '× best process pool'],
      withPayload.map((row) => pathRow(row, fastest(withPayload.filter(isProcessPool)))),
    ),
  ];
}

const PATH_COLUMNS = ['in flight', 'window', 'jobs/s', 'from', 'to'];

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
  return `${passed ? 'Passed' : 'Missed'}: ${what}: × ${digits(ratio)}, goal at least × ${atLeast}.`;
}
