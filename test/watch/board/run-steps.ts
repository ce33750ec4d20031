import type { Attempted } from '../../../src/bench/live/attempt.ts';
import type { RunStep } from '../../../src/bench/live/run.ts';
import type { LoadProgress } from '../../../src/load/drive/request-log.ts';
import type { RequestRecord } from '../../../src/measuring/summary/request-record.ts';
import type { BoardedRun } from '../../../src/watch/board/run-board.ts';
import { TINY } from '../../cluster/tiny-cluster.ts';
import { trial } from '../../comparison/trials.ts';
import { GOOD } from '../../measuring/summary/records.ts';
import { TINY_RUN } from '../../results/tiny-run.ts';

/** A run of these strategies, for a board. */
export function boardedRun(...labels: readonly string[]): BoardedRun {
  const arms = labels.map((label) => {
    return { kind: 'strategy' as const, label, name: label, parameters: {}, window: null };
  });
  return { manifest: { scenarioName: 'tiny', arms, design: TINY_RUN.design }, scenario: TINY };
}

/** The step of a trial. Each strategy has one. */
export function step(strategy: string, place: number, phase: RunStep['phase']): RunStep {
  return {
    ...{ strategy, twin: false, connections: null, seed: 1, phase, block: 0, trial: place, trials: 2 },
    ...{ doneMs: place * 1000, totalMs: 2000 },
  };
}

/** Heavy requests that were due at once and took so long each. */
export function answered(...responsesMs: readonly number[]): LoadProgress {
  const fresh = responsesMs.map((endedMs, seq): RequestRecord => ({ ...GOOD, seq, endedMs }));
  return { elapsedMs: 100, inFlight: 1, fresh };
}

export function ended(strategy: string, ...messages: readonly string[]): Attempted {
  const flags = messages.map((message) => ({ code: 'disturbed', message }));
  return { kind: 'measured', trial: { record: { ...trial(0, strategy, 1), flags }, records: [] } };
}
