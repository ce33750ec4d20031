import type { DispatchPathResult, PathRow } from './measure-dispatch-path.ts';

/** The required and the measured ratio of speeds to another system. Both are medians of one interleaved measurement. */
export interface Goal {
  readonly what: string;
  readonly ratio: number;
  readonly atLeast: number;
  readonly passed: boolean;
}

const IN_FLIGHT = 64;

export function dispatchGoals({ fourMessages, twoMessages, withPayload }: DispatchPathResult): Goal[] {
  const whole = fourMessages.filter((row) => row.inFlight === IN_FLIGHT);
  const ours = fastest(whole.filter((row) => row.system === 'coalesced'));
  const direct = twoMessages.filter((row) => row.system === 'direct');
  const pools = twoMessages.filter((row) => row.system !== 'direct' && row.system !== 'bare');
  return [
    goal(ours, fastest(whole.filter((row) => row.system === 'plain')), 1.5),
    goal(ours, fastest(whole.filter((row) => row.system === 'article')), 2),
    goal(fastest(direct.filter(isWindow1)), fastest(pools.filter(isWindow1)), 1.1),
    goal(fastest(direct), fastest(pools), 2),
    goal(fastest(withPayload.filter(isLibrary)), fastest(withPayload.filter(isProcessPool)), 1.2),
  ];
}

function isLibrary({ system }: PathRow): boolean {
  return system === 'library';
}

/** Threads share memory: another kind of pool. */
export function isProcessPool({ system }: PathRow): boolean {
  return system !== 'library' && system !== 'piscina';
}

function isWindow1(row: PathRow): boolean {
  return row.window === 1;
}

export function fastest(rows: readonly PathRow[]): PathRow {
  const [first, ...others] = rows;
  if (first === undefined) throw new Error('no measurement to take the fastest of');
  return others.reduce(
    (best, row) => (row.medianJobsPerSecond > best.medianJobsPerSecond ? row : best),
    first,
  );
}

function goal(ours: PathRow, theirs: PathRow, atLeast: number): Goal {
  const ratio = ours.medianJobsPerSecond / theirs.medianJobsPerSecond;
  return {
    what: `${nameOf(ours)} compared with ${nameOf(theirs)}`,
    ratio,
    atLeast,
    passed: ratio >= atLeast,
  };
}

export const NAMES: Readonly<Record<PathRow['system'], string>> = {
  coalesced: 'this project',
  direct: 'this project',
  plain: 'plain process.send',
  article: 'the article',
  bare: 'process.send alone',
  'jest-worker': 'jest-worker',
  'worker-farm': 'worker-farm',
  workerpool: 'workerpool',
  tinypool: 'tinypool',
  poolifier: 'poolifier',
  piscina: 'piscina (threads)',
  library: "this project's library",
};

/** With its window, if it has one, and the number of jobs in flight. */
function nameOf({ system, window, inFlight }: PathRow): string {
  const windowText =
    system === 'plain' || system === 'article'
      ? ''
      : `${window === null ? 'no limit' : `window ${window}`}, `;
  return `${NAMES[system]} (${windowText}${inFlight} in flight)`;
}
